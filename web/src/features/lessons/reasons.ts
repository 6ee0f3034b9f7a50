import { useLingui } from "@lingui/react/macro";

/** Reasons of a cancellation that a person may choose, by their code. */
export function useReasonWords(): Record<string, string> {
  const { t } = useLingui();
  return {
    plans_changed: t`Изменились планы`,
    illness: t`Болезнь`,
    wrong_time: t`Неудобное время`,
    not_a_fit: t`Не подошёл репетитор или ученик`,
    tutor_asked: t`Попросил репетитор`,
    student_asked: t`Попросил ученик`,
    technical: t`Технические неполадки`,
    other: t`Другое`,
  };
}
