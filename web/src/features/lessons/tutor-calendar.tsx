import { Skeleton } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LoadError } from "~/ui/problem";
import { addDays, clock, type Day, dayName, dayOf, daysFrom, minuteOfDay, startOfDay } from "~/ui/time";
import { useNow } from "~/ui/use-now";
import { useZone } from "~/ui/zone";
import { clip, type Hours, openPieces, timeOf } from "./open-hours";
import { availabilityQuery, type Lesson, lessonsBetween } from "./queries";
import classes from "./tutor-calendar.module.css";

const HOUR_HEIGHT = 52;

type TutorCalendarProps = { first: Day; days: number; subjectName: (code: string) => string };

/** Lessons over open hours, on the wall clock of the displayed zone. */
export function TutorCalendar({ first, days, subjectName }: TutorCalendarProps) {
  const { zone } = useZone();
  const from = startOfDay(first, zone);
  const to = startOfDay(addDays(first, days), zone);
  const lessons = useQuery({ ...lessonsBetween(from, to), refetchInterval: 60_000 });
  const availability = useQuery(availabilityQuery);
  const error = lessons.error ?? availability.error;
  if (error) return <LoadError error={error} retry={() => void Promise.all([lessons.refetch(), availability.refetch()])} />;
  if (!lessons.data || !availability.data) return <Skeleton height={560} radius={14} />;
  const shown = daysFrom(first, days).map((day) => ({
    day,
    open: openPieces(day, availability.data, zone),
    lessons: lessons.data.items.flatMap((lesson) => {
      const hours = clip(new Date(lesson.starts_at), new Date(lesson.ends_at), day, zone);
      return hours ? [{ lesson, hours }] : [];
    }),
  }));
  const all = shown.flatMap(({ open, lessons: held }) => [...open, ...held.map(({ hours }) => hours)]);
  const top = Math.floor(Math.min(9 * 60, ...all.map((item) => item.from)) / 60);
  const bottom = Math.ceil(Math.max(19 * 60, ...all.map((item) => item.to)) / 60);
  const hours = Array.from({ length: bottom - top }, (_, index) => top + index);
  return (
    <div className={classes.calendar} style={{ gridTemplateColumns: `48px repeat(${days}, minmax(0, 1fr))` }}>
      <div />
      {shown.map(({ day }) => (
        <DayHead key={day} day={day} />
      ))}
      <div className={classes.hours} style={{ height: hours.length * HOUR_HEIGHT }} aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour}>{timeOf(hour * 60)}</span>
        ))}
      </div>
      {shown.map(({ day, open, lessons: held }) => (
        <DayColumn key={day} day={day} top={top * 60} height={hours.length * HOUR_HEIGHT} open={open} lessons={held} subjectName={subjectName} />
      ))}
    </div>
  );
}

function DayHead({ day }: { day: Day }) {
  const { i18n } = useLingui();
  const { zone } = useZone();
  return (
    <div className={classes.head} data-today={day === dayOf(new Date(), zone)}>
      <span>{dayName(day, i18n.locale, { weekday: "short" })}</span> <strong className="numbers">{dayName(day, i18n.locale, { day: "numeric" })}</strong>
    </div>
  );
}

type DayColumnProps = {
  day: Day;
  top: number;
  height: number;
  open: Hours[];
  lessons: { lesson: Lesson; hours: Hours }[];
  subjectName: (code: string) => string;
};

function DayColumn({ day, top, height, open, lessons, subjectName }: DayColumnProps) {
  const { t, i18n } = useLingui();
  const { zone } = useZone();
  const now = useNow(60);
  const place = ({ from, to }: Hours) => ({ top: ((from - top) / 60) * HOUR_HEIGHT, height: ((to - from) / 60) * HOUR_HEIGHT });
  const line = ((minuteOfDay(now, zone) - top) / 60) * HOUR_HEIGHT;
  return (
    <section className={classes.day} style={{ height }} aria-label={dayName(day, i18n.locale, { weekday: "long", day: "numeric", month: "long" })}>
      {open.map((hours) => (
        <div key={hours.from} className={classes.open} style={place(hours)} title={t`Свободно ${timeOf(hours.from)}–${timeOf(hours.to)}`} />
      ))}
      {lessons.map(({ lesson, hours }) => (
        <Link key={lesson.id} to="/lessons/$lessonId" params={{ lessonId: lesson.id }} className={classes.lesson} data-state={lesson.state} style={place(hours)}>
          <small className="numbers">
            {clock(new Date(lesson.starts_at), zone, i18n.locale)} {subjectName(lesson.subject)}
          </small>
          <b>{lesson.learner_name}</b>
        </Link>
      ))}
      {day === dayOf(now, zone) && line > 0 && line < height && <div className={classes.now} style={{ top: line }} />}
    </section>
  );
}
