import { useLingui } from "@lingui/react/macro";
import type { Tone } from "~/ui/state-badge";
import type { Case, CasePaper, CaseReason, PaperKind, PaperReason } from "./verification-queries";

export function usePaperKinds(): Record<PaperKind, string> {
  const { t } = useLingui();
  return {
    identity: t`Паспорт`, selfie: t`Фото с документом`, police_certificate: t`Справка об отсутствии судимости`,
    diploma: t`Диплом`, qualification: t`Квалификация`,
  };
}

export const PAPER_TONES: Record<CasePaper["state"], Tone> = {
  uploaded: "mute", scanning: "mute", queued: "mute", sent: "soft", in_review: "soft", manual_review: "warn",
  approved: "good", expiring: "warn", needs_reupload: "bad", rejected: "bad", expired: "bad",
};

export function usePaperStates(): Record<CasePaper["state"], string> {
  const { t } = useLingui();
  return {
    uploaded: t`Загружен`, scanning: t`Просматривается`, queued: t`Ждёт отправки`, sent: t`У Document System`,
    in_review: t`Проверяется`, manual_review: t`Решать вам`, approved: t`Одобрен`, expiring: t`Скоро истекает`,
    needs_reupload: t`Запрошен другой`, rejected: t`Отклонён`, expired: t`Истёк`,
  };
}

export const CASE_TONES: Record<Case["state"], Tone> = {
  draft: "mute", in_verification: "warn", changes_requested: "soft", approved: "good", rejected: "bad",
};

export function useCaseStates(): Record<Case["state"], string> {
  const { t } = useLingui();
  return {
    draft: t`Черновик`, in_verification: t`На проверке`, changes_requested: t`Возвращена`, approved: t`Одобрена`, rejected: t`Отклонена`,
  };
}

/** Those a moderator chooses from; the rest are the machine's. */
export function usePaperReasons(): Partial<Record<PaperReason, string>> {
  const { t } = useLingui();
  return {
    unreadable: t`Не читается`, cropped: t`Виден не целиком`, wrong_document: t`Другой документ`, name_mismatch: t`Имя не совпадает`,
    out_of_date: t`Срок истёк`, forged: t`Сомнения в подлинности`, other: t`Другое`,
  };
}

export function useCaseReasons(): Partial<Record<CaseReason, string>> {
  const { t } = useLingui();
  return {
    profile: t`Тексты или фото анкеты`, documents: t`Документы`, forged_documents: t`Поддельные документы (навсегда)`,
    barred: t`Закон запрещает преподавать (навсегда)`, under_age: t`Младше 18 лет`, other: t`Другое`,
  };
}
