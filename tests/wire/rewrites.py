"""Invented stories and what other agencies make of them: word by word changed at a known rate, in invented languages.

Words fall as in real languages: half of a text is a few dozen small words, a fifth are the words of its matter, the
rest come from a long tail. Two stories of one matter share people and places, but were written apart.
"""

import random
import re
from itertools import accumulate

SMALL = re.findall(
    r"\w+",
    """
    the of to in a and on said for that with was at by is it from as has were be he had an not will its have who
    their which after but this they been more one than about would she when there also two over into his
""",
)


class Language:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        letters = [a + b for a in "bcdfghjklmnprstvw" for b in "aeiou"]
        self.tail = ["".join(self.random.choices(letters, k=self.random.randint(2, 4))) for _ in range(9000)]
        self.weights = list(accumulate(1 / (rank + 20) for rank in range(len(self.tail))))
        self.small = list(accumulate(1 / (rank + 1) for rank in range(len(SMALL))))

    def matter(self) -> list[str]:
        return self.random.choices(self.tail, k=40)

    def word(self, matter: list[str]) -> str:
        chance = self.random.random()
        if chance < 0.45:
            return self.random.choices(SMALL, cum_weights=self.small)[0]
        if chance < 0.65:
            return self.random.choice(matter)
        return self.random.choices(self.tail, cum_weights=self.weights)[0]

    def story(self, matter: list[str]) -> list[str]:
        return [self.word(matter) for _ in range(self.random.randint(80, 400))]

    def rewrite(self, words: list[str], matter: list[str], rate: float) -> list[str]:
        """Half of the changes put another word, a quarter each take one out or put one in; and it may be cut short."""
        changed: list[str] = []
        for word in words:
            chance = self.random.random()
            if chance < rate / 2:
                changed.append(self.word(matter))
            elif chance < rate * 3 / 4:
                changed += [word, self.word(matter)]
            elif chance >= rate:
                changed.append(word)
        return changed[: max(80, self.random.randint(len(changed) * 2 // 3, len(changed)))]
