"""The reference table of subjects and levels: codes for machines, names for people."""

import msgspec

from tutorium.platform.identity import Locale

Names = dict[Locale, str]

LEVELS: dict[str, Names] = {
    "preschool": {"ru": "Дошкольники", "en": "Preschool"},
    "primary": {"ru": "Начальная школа", "en": "Primary school"},
    "middle": {"ru": "5–9 классы", "en": "Middle school"},
    "high": {"ru": "10–11 классы", "en": "High school"},
    "oge": {"ru": "ОГЭ", "en": "OGE exam"},
    "ege": {"ru": "ЕГЭ", "en": "EGE exam"},
    "olympiad": {"ru": "Олимпиады", "en": "Olympiads"},
    "university": {"ru": "Вуз", "en": "University"},
    "adult": {"ru": "Взрослые", "en": "Adults"},
}

_SCHOOL = ("middle", "high", "oge", "ege", "olympiad", "university")
_FROM_PRIMARY = ("primary", *_SCHOOL)
_LANGUAGE = (*_FROM_PRIMARY, "adult")


class Subject(msgspec.Struct, frozen=True):
    """A subject and the levels it is taught at, in the order people expect them."""

    code: str
    names: Names
    levels: tuple[str, ...]


SUBJECTS: dict[str, Subject] = {
    subject.code: subject
    for subject in (
        Subject("math", {"ru": "Математика", "en": "Mathematics"}, (*_FROM_PRIMARY, "adult")),
        Subject("russian", {"ru": "Русский язык", "en": "Russian"}, _LANGUAGE),
        Subject("english", {"ru": "Английский язык", "en": "English"}, ("preschool", *_LANGUAGE)),
        Subject("physics", {"ru": "Физика", "en": "Physics"}, _SCHOOL),
        Subject("chemistry", {"ru": "Химия", "en": "Chemistry"}, _SCHOOL),
        Subject("biology", {"ru": "Биология", "en": "Biology"}, _SCHOOL),
        Subject("history", {"ru": "История", "en": "History"}, _SCHOOL),
        Subject("social_studies", {"ru": "Обществознание", "en": "Social studies"}, _SCHOOL),
        Subject("informatics", {"ru": "Информатика", "en": "Computer science"}, _FROM_PRIMARY),
        Subject("literature", {"ru": "Литература", "en": "Literature"}, _FROM_PRIMARY),
        Subject("geography", {"ru": "География", "en": "Geography"}, _SCHOOL),
        Subject("german", {"ru": "Немецкий язык", "en": "German"}, _LANGUAGE),
        Subject("french", {"ru": "Французский язык", "en": "French"}, _LANGUAGE),
        Subject("spanish", {"ru": "Испанский язык", "en": "Spanish"}, _LANGUAGE),
        Subject("chinese", {"ru": "Китайский язык", "en": "Chinese"}, _LANGUAGE),
        Subject(
            "programming",
            {"ru": "Программирование", "en": "Programming"},
            ("primary", "middle", "high", "olympiad", "university", "adult"),
        ),
        Subject(
            "school_prep",
            {"ru": "Подготовка к школе", "en": "Getting ready for school"},
            ("preschool", "primary"),
        ),
    )
}
