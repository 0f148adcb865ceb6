// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Planted: a thread by inheritance. */
final class IsThread extends Thread {}
