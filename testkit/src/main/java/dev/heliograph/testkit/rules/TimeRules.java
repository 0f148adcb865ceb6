// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** Clocks, threads and chance have one home; without that there is no virtual time and no replay by seed. */
final class TimeRules {

    private static final String VIRTUAL_TIME = "a fleet runs in virtual time only if nothing else looks at the clock";

    private static final String EXECUTOR = "java.util.concurrent.Executor";

    /** Asking about a thread, and passing an interrupt on, changes nothing; everything else on it does. */
    private static final Set<String> HARMLESS_ON_THREADS = new TreeSet<>(List.of(
            "currentThread",
            "interrupt",
            "interrupted",
            "isInterrupted",
            "isAlive",
            "isDaemon",
            "getName",
            "getId",
            "getState",
            "getStackTrace",
            "getAllStackTraces",
            "getContextClassLoader",
            "setContextClassLoader"));

    private static final Set<String> POOLS = new TreeSet<>(List.of(
            "java.util.Timer",
            "java.util.TimerTask",
            "java.util.concurrent.Executors",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.ForkJoinTask",
            "java.util.concurrent.RecursiveAction",
            "java.util.concurrent.RecursiveTask",
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            "java.util.concurrent.ThreadPoolExecutor"));

    private static final Set<String> JDK_TIMERS =
            new TreeSet<>(List.of("orTimeout", "completeOnTimeout", "delayedExecutor"));

    private static final Set<String> CONTINUATIONS = new TreeSet<>(List.of(
            "thenApply",
            "thenAccept",
            "thenRun",
            "thenCompose",
            "thenCombine",
            "thenAcceptBoth",
            "runAfterBoth",
            "applyToEither",
            "acceptEither",
            "runAfterEither",
            "handle",
            "whenComplete",
            "exceptionally",
            "exceptionallyCompose"));

    private TimeRules() {}

    static ArchRule clocks(House house) {
        return Finding.rule(
                house.outside("time"), "not read a clock", Finding.calls(TimeRules::readsClock), VIRTUAL_TIME);
    }

    static ArchRule threads(House house) {
        return Finding.rule(
                house.outside("time"),
                "not make, hold up or pool threads",
                Finding.calls(TimeRules::handlesThreads),
                "threads are lent by the timeline; one that is not known to it cannot be replayed or closed");
    }

    static ArchRule chance(House house) {
        return Finding.rule(
                house.outside("time"),
                "not roll dice of their own",
                Finding.calls(TimeRules::rollsDice),
                "chance comes from one seeded generator, so that the same seed is the same history");
    }

    /** Keys and nonces need real entropy, so only the layers that replay a history are kept from it. */
    static ArchRule entropy(House house) {
        return Finding.rule(
                house.in("model", "policy", "engine", "simulator"),
                "not draw from SecureRandom",
                Finding.calls(access -> isOn(access, "java.security.SecureRandom")),
                "what cannot be seeded cannot be replayed");
    }

    static ArchRule jdkTimers(House house) {
        return Finding.rule(
                house.outside("time"),
                "not use the timers of CompletableFuture",
                Finding.calls(access -> isOnStage(access) && JDK_TIMERS.contains(access.getName())),
                "they run on a thread and a clock of the JDK's own");
    }

    static ArchRule asyncHasExecutor(House house) {
        return Finding.rule(
                house.outside("time"),
                "hand every Async form its executor",
                Finding.calls(
                        access -> isOnStage(access) && access.getName().endsWith("Async") && !takes(access, EXECUTOR)),
                "without one it runs on the common pool, which nobody lends and nobody closes");
    }

    static ArchRule continuations(House house) {
        return Finding.rule(
                house.in("engine"),
                "use only the Async form of a continuation",
                Finding.calls(access -> isOnStage(access) && CONTINUATIONS.contains(access.getName())),
                "the plain form runs on whatever thread completes the stage, which is the adapter's");
    }

    private static boolean readsClock(JavaCodeUnitAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        List<JavaClass> parameters = access.getTarget().getRawParameterTypes();
        return switch (owner) {
            case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
            case "java.time.Clock" -> name.startsWith("system") || (name.startsWith("tick") && !takes(access, owner));
            case "java.util.Date", "java.util.GregorianCalendar" -> isConstructor(access) && parameters.isEmpty();
            case "java.util.Calendar" -> name.equals("getInstance");
            default -> name.equals("now") && owner.startsWith("java.time.") && !takes(access, "java.time.Clock");
        };
    }

    private static boolean handlesThreads(JavaCodeUnitAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getName();
        if (owner.isEquivalentTo(Thread.class)) {
            return !HARMLESS_ON_THREADS.contains(name);
        }
        if (POOLS.contains(owner.getName())) {
            return true;
        }
        return switch (name) {
            case "sleep", "timedWait", "timedJoin" -> owner.getName().equals("java.util.concurrent.TimeUnit");
            case "park", "parkNanos", "parkUntil" -> owner.getName().equals("java.util.concurrent.locks.LockSupport");
            case "wait" -> takes(access, "long");
            case "parallelStream" -> House.within(owner, "java.util");
            case "parallel" -> House.within(owner, "java.util.stream");
            default -> false;
        };
    }

    private static boolean rollsDice(JavaCodeUnitAccess<?> access) {
        String name = access.getName();
        int parameters = access.getTarget().getRawParameterTypes().size();
        return switch (access.getTargetOwner().getName()) {
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            case "java.util.Random", "java.util.SplittableRandom" -> isConstructor(access) && parameters == 0;
            case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
            case "java.util.random.RandomGeneratorFactory" -> name.equals("create") && parameters == 0;
            case "java.util.Collections" -> name.equals("shuffle") && parameters == 1;
            default -> false;
        };
    }

    private static boolean isConstructor(JavaCodeUnitAccess<?> access) {
        return access.getName().equals("<init>");
    }

    private static boolean isOn(JavaCodeUnitAccess<?> access, String owner) {
        return access.getTargetOwner().getName().equals(owner);
    }

    private static boolean isOnStage(JavaCodeUnitAccess<?> access) {
        return access.getTargetOwner().isAssignableTo(CompletionStage.class);
    }

    private static boolean takes(JavaCodeUnitAccess<?> access, String type) {
        return access.getTarget().getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.getName().equals(type));
    }
}
