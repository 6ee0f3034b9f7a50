import { useLingui } from "@lingui/react/macro";
import type { TutorProfile } from "./queries";

/** What to add to a profile, and why it is worth it. */
export function useStepWords(): Record<NonNullable<TutorProfile["next_step"]>, { title: string; why: string }> {
  const { t } = useLingui();
  return {
    headline: { title: t`Придумайте заголовок`, why: t`Его читают первым: предмет, цель, подход` },
    about: { title: t`Расскажите о себе`, why: t`Ученики выбирают человека, а не список предметов` },
    subjects: { title: t`Укажите предметы и цены`, why: t`Без них вас не найти в поиске` },
    photo: { title: t`Добавьте фотографию`, why: t`Анкеты с лицом открывают намного охотнее` },
    education: { title: t`Напишите об образовании`, why: t`Это первое, что спрашивают родители` },
    languages: { title: t`Отметьте языки занятий`, why: t`По ним фильтруют поиск` },
    lesson_minutes: { title: t`Выберите длительность занятий`, why: t`Из неё складываются свободные окна` },
    meeting_url: { title: t`Добавьте ссылку на комнату`, why: t`Ученик увидит её после оплаты` },
  };
}
