import { useLingui } from "@lingui/react/macro";
import type { TutorProfile } from "./queries";

export type Step = NonNullable<TutorProfile["next_step"]>;
type Place = { to: "/tutor/profile" | "/tutor/availability" | "/tutor/verification" | "/settings" | "/settings/security" | "/help/contact"; hash?: string };

/** Fields of the profile's form: one visit fills them all. */
const FIELDS: readonly Step[] = ["headline", "about", "subjects", "education", "languages", "lesson_minutes"];
/** What is done on the page of the verification itself. */
const IN_PLACE: readonly Step[] = ["tax_status", "documents_consent", "public_profile_consent"];

/** Where a step is done. */
export function placeOf(step: Step): Place {
  switch (step) {
    case "photo":
      return { to: "/settings" };
    case "availability":
      return { to: "/tutor/availability" };
    case "phone":
      return { to: "/settings/security", hash: "phone" };
    case "email":
      return { to: "/settings/security", hash: "email" };
    case "adult":
      return { to: "/help/contact" };
    default:
      return { to: IN_PLACE.includes(step) ? "/tutor/verification" : "/tutor/profile" };
  }
}

export const fieldsOf = (missing: readonly Step[]) => missing.filter((step) => FIELDS.includes(step));

/** What is done on other pages than that of the verification. */
export const elsewhere = (missing: readonly Step[]) => missing.filter((step) => !IN_PLACE.includes(step));

/** The fields of the form, named in a sentence. */
export function useFieldWords(): (steps: readonly Step[]) => string {
  const { t } = useLingui();
  const words: Partial<Record<Step, string>> = {
    headline: t`заголовок`, about: t`рассказ о себе`, subjects: t`предметы и цены`, languages: t`языки занятий`,
    education: t`образование`, lesson_minutes: t`длительность занятий`,
  };
  return (steps) => steps.map((step) => words[step] ?? step).join(", ");
}

/** What to add to a profile, why it is worth it, and the word on the button. */
export function useStepWords(): Record<Step, { title: string; why: string; go: string }> {
  const { t } = useLingui();
  const [fill, agree] = [t`Заполнить`, t`К проверке`];
  return {
    adult: { title: t`Репетитором можно стать с 18 лет`, why: t`Если дата рождения указана с ошибкой, напишите нам`, go: t`Написать` },
    email: { title: t`Подтвердите почту`, why: t`По ссылке из письма, которое пришло при регистрации`, go: t`Открыть настройки` },
    headline: { title: t`Придумайте заголовок`, why: t`Его читают первым: предмет, цель, подход`, go: fill },
    about: { title: t`Расскажите о себе`, why: t`Ученики выбирают человека, а не список предметов`, go: fill },
    subjects: { title: t`Укажите предметы и цены`, why: t`Без них вас не найти в поиске`, go: fill },
    photo: { title: t`Добавьте фотографию`, why: t`Анкеты с лицом открывают намного охотнее`, go: t`Загрузить фото` },
    education: { title: t`Напишите об образовании`, why: t`Это первое, что спрашивают родители`, go: fill },
    languages: { title: t`Отметьте языки занятий`, why: t`По ним фильтруют поиск`, go: fill },
    lesson_minutes: { title: t`Выберите длительность занятий`, why: t`Из неё складываются свободные окна`, go: fill },
    availability: { title: t`Откройте часы работы`, why: t`Хотя бы четыре часа в неделю: ученикам нужно из чего выбрать`, go: t`Указать часы` },
    phone: { title: t`Подтвердите телефон`, why: t`Пришлём код в СМС. Ученикам номер не показываем`, go: t`Подтвердить` },
    tax_status: { title: t`Ответьте, как платите налоги`, why: t`Если пока никак, так и ответьте: оформить можно позже`, go: agree },
    documents_consent: { title: t`Разрешите проверить документы`, why: t`Без согласия мы не принимаем файлы`, go: agree },
    public_profile_consent: { title: t`Отправьте анкету на проверку`, why: t`Вместе с согласием на её публикацию`, go: agree },
    meeting_url: { title: t`Добавьте ссылку на комнату`, why: t`Ученик увидит её после оплаты`, go: fill },
  };
}
