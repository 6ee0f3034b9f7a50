"""Profiles of students, guardians and tutors: the личный кабинет."""
