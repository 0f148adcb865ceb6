// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

@Stable
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ProcessWide {
    String value();
}
