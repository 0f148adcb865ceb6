// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model;

@Stable
public record Name(String text) {}
