"""Names in the order in which a reader looks for them."""

import random

import pytest

from nnirr_site.i18n.collation import make_sorting_key

ORDERS = {
    "en": "2 de Mayo|Abya Yala|¡Alto!|Álvarez|Ángel|Đặng|Dao|Łódź|Luz|Ñuble|Núñez|Nzinga|Zoë"
    "|Ωmega|Олена|ליה|أمل|李",
    "es": "Álvarez|Nadia|Nunca|Nzinga|Ñuble|Ñusta|Olga|Zoë|أمل",
    "ar": "أمل|بيت|مريم|Ana|Zoë",
}


@pytest.mark.parametrize("language", ORDERS)
def test_names_stand_in_the_order_of_the_readers_alphabet(language):
    names = ORDERS[language].split("|")
    shuffled = random.sample(names, len(names))
    assert sorted(shuffled, key=lambda name: make_sorting_key(name, language)) == names


def test_a_name_without_letters_comes_first_and_breaks_nothing():
    assert sorted(["Ana", "🌻", ""], key=make_sorting_key) == ["", "🌻", "Ana"]


def test_words_are_compared_before_what_follows_them():
    names = ["Red de Mujeres", "Red", "Redes"]
    assert sorted(names, key=make_sorting_key) == ["Red", "Red de Mujeres", "Redes"]
