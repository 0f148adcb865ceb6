// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.seeds.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PostsTest {
    private static Post post(String text) {
        return new Post(1, Town.EPOCH, Content.plain(text), 0, null);
    }

    @Test
    void the_oldest_are_forgotten_first() {
        Posts posts = new Posts(3);
        for (int id = 1; id <= 5; id++) {
            posts.add(id, post("m" + id));
        }

        assertThat(posts.size()).isEqualTo(3);
        assertThat(posts.find(2)).isNull();
        assertThat(posts.at(0).text().text()).isEqualTo("m3");
    }

    @Seeds(50)
    void they_behave_like_a_sorted_map(SplittableRandom chance) {
        int most = chance.nextInt(1, 12);
        Posts posts = new Posts(most);
        TreeMap<Long, Post> model = new TreeMap<>();
        long id = 0;
        for (int i = 0; i < 400; i++) {
            if (chance.nextInt(3) > 0) {
                id += chance.nextInt(1, 4);
                Post post = post("m" + id);
                posts.add(id, post);
                model.put(id, post);
                if (model.size() > most) {
                    model.pollFirstEntry();
                }
            } else {
                long gone = chance.nextLong(id + 1);
                assertThat(posts.remove(gone)).isSameAs(model.remove(gone));
            }
            assertThat(contents(posts)).isEqualTo(new ArrayList<>(model.values()));
            long asked = chance.nextLong(id + 2);
            assertThat(posts.find(asked)).isSameAs(model.get(asked));
            assertThat(posts.before(asked)).isEqualTo(before(model, asked));
        }
    }

    private static int before(TreeMap<Long, Post> model, long id) {
        Map<Long, Post> smaller = model.headMap(id);
        return smaller.size();
    }

    private static List<Post> contents(Posts posts) {
        List<Post> contents = new ArrayList<>();
        for (int i = 0; i < posts.size(); i++) {
            contents.add(posts.at(i));
        }
        return contents;
    }
}
