import { useLingui } from "@lingui/react/macro";
import type { Tone } from "~/ui/state-badge";
import type { ApplicationReason, Kind, PaperReason, PaperState } from "./queries";

type Words = { title: string; what: string; why: string };

/** What each document is, what is wanted, and what for. */
export function useKindWords(): Record<Kind, Words> {
  const { t } = useLingui();
  return {
    identity: {
      title: t`Паспорт`,
      what: t`Разворот с фотографией целиком, без бликов; подойдёт и другой документ с фото`,
      why: t`Чтобы ученики знали, что вы — это вы. Видят его только проверяющие.`,
    },
    selfie: {
      title: t`Фото с документом`,
      what: t`Вы держите открытый паспорт рядом с лицом; снимите прямо сейчас камерой`,
      why: t`Чтобы никто не прислал чужой паспорт. Лица мы не сравниваем автоматически.`,
    },
    police_certificate: {
      title: t`Справка об отсутствии судимости`,
      what: t`PDF с Госуслуг или скан, не старше двух лет`,
      why: t`Без неё закон разрешает заниматься только со взрослыми.`,
    },
    diploma: {
      title: t`Диплом`,
      what: t`Разворот диплома или студенческий билет`,
      why: t`По желанию: на странице появится отметка «Диплом проверен».`,
    },
    qualification: {
      title: t`Квалификация`,
      what: t`Сертификат, категория, статус эксперта экзамена`,
      why: t`По желанию: на странице появится отметка о квалификации.`,
    },
  };
}

export const TONES: Record<PaperState, Tone> = {
  uploaded: "soft", scanning: "soft", queued: "good", sent: "warn", in_review: "warn", manual_review: "warn",
  approved: "good", expiring: "warn", needs_reupload: "bad", rejected: "bad", expired: "bad",
};

export function useStateWords(): Record<PaperState, string> {
  const { t } = useLingui();
  return {
    uploaded: t`Загружен`, scanning: t`Просматриваем файл`, queued: t`Готов к отправке`, sent: t`Отправлен на проверку`,
    in_review: t`Проверяется`, manual_review: t`Смотрит модератор`, approved: t`Проверен`, expiring: t`Скоро истекает`,
    needs_reupload: t`Нужен другой файл`, rejected: t`Отклонён`, expired: t`Истёк`,
  };
}

export function useReasonWords(): Record<PaperReason, string> {
  const { t } = useLingui();
  return {
    unreadable: t`Не удаётся прочитать: снимите при хорошем свете и без бликов.`,
    cropped: t`Документ виден не целиком: нужны все четыре края.`,
    wrong_document: t`Это другой документ.`,
    name_mismatch: t`Имя в документе не совпадает с именем в анкете.`,
    out_of_date: t`Срок действия документа истёк.`,
    forged: t`Документ вызывает сомнения в подлинности.`,
    file_broken: t`Файл повреждён: сохраните его заново.`,
    file_locked: t`PDF защищён паролем: сохраните его без защиты.`,
    file_active: t`В PDF есть скрипты или вложения: сохраните его как обычный документ или пришлите фото.`,
    file_too_detailed: t`Слишком большое изображение: не больше 40 мегапикселей.`,
    file_too_long: t`Слишком много страниц: не больше десяти.`,
    other: t`Документ не подошёл.`,
  };
}

export function useApplicationReasonWords(): Record<ApplicationReason, string> {
  const { t } = useLingui();
  return {
    documents: t`Нужно поправить документы: что именно, сказано у каждого.`,
    profile: t`Нужно поправить анкету.`,
    forged_documents: t`Документы не подлинные.`,
    barred: t`Закон не разрешает вам преподавать.`,
    under_age: t`Преподавать можно с 18 лет.`,
    too_many_attempts: t`Три попытки подряд документ не прошёл проверку.`,
    other: t`Заявка не отвечает правилам площадки.`,
  };
}
