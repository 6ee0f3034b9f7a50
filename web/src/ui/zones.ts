import { formatOf, offsetMinutes, type Zone } from "./time";

/** Russian zones by the city people know; other zones are called by the city of their IANA name. */
const CITIES: Record<Zone, { ru: string; en: string }> = {
  "Europe/Kaliningrad": { ru: "Калининград", en: "Kaliningrad" },
  "Europe/Moscow": { ru: "Москва", en: "Moscow" },
  "Europe/Samara": { ru: "Самара", en: "Samara" },
  "Asia/Yekaterinburg": { ru: "Екатеринбург", en: "Yekaterinburg" },
  "Asia/Omsk": { ru: "Омск", en: "Omsk" },
  "Asia/Novosibirsk": { ru: "Новосибирск", en: "Novosibirsk" },
  "Asia/Krasnoyarsk": { ru: "Красноярск", en: "Krasnoyarsk" },
  "Asia/Irkutsk": { ru: "Иркутск", en: "Irkutsk" },
  "Asia/Yakutsk": { ru: "Якутск", en: "Yakutsk" },
  "Asia/Vladivostok": { ru: "Владивосток", en: "Vladivostok" },
  "Asia/Magadan": { ru: "Магадан", en: "Magadan" },
  "Asia/Kamchatka": { ru: "Камчатка", en: "Kamchatka" },
  "Europe/London": { ru: "Лондон", en: "London" },
  "Europe/Berlin": { ru: "Берлин", en: "Berlin" },
  "America/New_York": { ru: "Нью-Йорк", en: "New York" },
  "Asia/Tbilisi": { ru: "Тбилиси", en: "Tbilisi" },
  "Asia/Yerevan": { ru: "Ереван", en: "Yerevan" },
  "Asia/Almaty": { ru: "Алма-Ата", en: "Almaty" },
  "Asia/Dubai": { ru: "Дубай", en: "Dubai" },
  UTC: { ru: "UTC", en: "UTC" },
};

export function zoneCity(zone: Zone, locale: string): string {
  const city = CITIES[zone];
  if (city) return locale === "en" ? city.en : city.ru;
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** "Москва, GMT+3" */
export function zoneLabel(zone: Zone, locale: string, at: Date): string {
  if (zone === "UTC") return "UTC";
  const parts = formatOf("en", { timeZone: zone, timeZoneName: "shortOffset" }).formatToParts(at);
  const offset = parts.find((part) => part.type === "timeZoneName")?.value ?? "";
  return `${zoneCity(zone, locale)}, ${offset}`;
}

/** Every zone the browser knows, the named ones first, then by distance from UTC. */
export function allZones(locale: string, at: Date): { value: Zone; label: string }[] {
  const named = Object.keys(CITIES).filter((zone) => zone !== "UTC");
  const others = Intl.supportedValuesOf("timeZone")
    .filter((zone) => !(zone in CITIES) && !zone.startsWith("Etc/"))
    .sort((one, other) => offsetMinutes(at, one) - offsetMinutes(at, other) || one.localeCompare(other));
  return [...named, ...others, "UTC"].map((value) => ({ value, label: zoneLabel(value, locale, at) }));
}

export function browserZone(): Zone {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Moscow";
}
