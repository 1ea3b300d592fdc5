"""Which language a text is written in."""

from pathlib import Path

import pytest

from wire.formats.writing.language import guess

SHORT_COPY = [
    tuple(line.split(": ", 1))
    for line in Path(__file__).with_name("short_copy.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The keeper said that the water was high and that he was at home with the boats.", "en"),
        ("Der Wärter sagte, dass das Wasser hoch ist und er nicht aus dem Haus geht.", "de"),
        ("Le gardien a dit que les eaux sont hautes et que la porte est fermée pour une semaine.", "fr"),
        ("El guardián dijo que las aguas del río son altas y que no sale de la casa por una semana.", "es"),
        ("O guarda disse que as águas do rio não são altas e que uma porta foi fechada para os barcos.", "pt"),
        ("Il custode ha detto che la porta della chiusa non è aperta per una settimana.", "it"),
        ("De wachter zegt dat het water niet hoog is en dat een van de boten voor de sluis ligt.", "nl"),
        ("Vakten säger att det är för mycket vatten och att han inte går ut med båten som vi har.", "sv"),
        ("Vartija sanoi, että vesi on korkealla ja että hän ei lähde, mutta veneet ovat jo portilla.", "fi"),
        ("Strażnik mówi, że nie ma wody i że to jest za dużo dla tych, którzy są na łodzi od rana.", "pl"),
        ("Смотритель сказал, что вода не уходит и что он не из тех, кто выходит на берег.", "ru"),
        ("Доглядач сказав, що вода висока і він не вийде з дому.", "uk"),
        ("Ο φύλακας είπε ότι το νερό είναι ψηλά.", "el"),
        ("قال الحارس إن الماء مرتفع وإنه لن يخرج من البيت إلى النهر", "ar"),
        ("نگهبان گفت که آب بالا است و او از خانه بیرون نمی‌آید چون قایق‌ها را می‌بیند", "fa"),
        ("השומר אמר שהמים גבוהים", "he"),
        ("चौकीदार ने कहा कि पानी ऊंचा है", "hi"),
        ("水门看守人说水位很高", "zh"),
        ("水門の番人は水位が高いと話した", "ja"),
        ("수문 관리인은 물이 높다고 말했다", "ko"),
        ("", ""),
        ("1234 !!", ""),
    ],
)
def test_language_is_guessed(text, language):
    assert guess(text) == language


def test_short_copy_is_never_given_the_wrong_language():
    guessed = [(language, guess(text), text) for language, text in SHORT_COPY]

    assert len({language for language, _ in SHORT_COPY}) >= 30
    assert [row for row in guessed if row[1] not in ("", row[0])] == []
    assert sum(guess == "" for _, guess, _ in guessed) <= len(guessed) // 50


def test_words_that_neighbors_share_are_no_evidence():
    assert guess("Og det er for en by.") == ""
    assert guess("Kommunen har en plan for det.") == ""


def test_a_foreign_name_does_not_change_the_language():
    assert guess("Jürgen Müßig and Åse Sørbø have told reporters that the bridge is closed.") == "en"
