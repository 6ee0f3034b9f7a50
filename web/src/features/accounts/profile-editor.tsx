import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/Radio.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/NumberInput.css";
import { Button, Checkbox, Group, NumberInput, Radio, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { CancellationRule } from "~/i18n/cancellation-rule";
import { languageName } from "~/ui/languages";
import { placeProblem } from "~/ui/form-problem";
import { ProblemAlert } from "~/ui/problem";
import { OfferedSubjects, type SubjectChoice } from "./offered-subjects";
import { contentOf, FIELDS } from "./profile-content";
import { type TutorProfile, useSaveTutorProfile } from "./queries";
import classes from "./profile-editor.module.css";

const MINUTES = [30, 45, 60, 90, 120] as const;
const PRESETS = ["flexible", "standard", "strict"] as const;

/** Nothing is saved until asked; leaving with unsaved words asks first. */
export function ProfileEditor({ profile, catalogue }: { profile: TutorProfile; catalogue: SubjectChoice[] }) {
  const { t, i18n } = useLingui();
  const save = useSaveTutorProfile();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({ initialValues: contentOf(profile), onValuesChange: () => save.reset() });
  const dirty = form.isDirty();
  useBlocker({ shouldBlockFn: () => dirty && !window.confirm(t`Изменения не сохранены. Уйти со страницы?`), enableBeforeUnload: () => dirty });
  const submit = form.onSubmit((body) => {
    setProblem(null);
    save.mutate(
      { body: { ...body, meeting_url: body.meeting_url?.trim() || null } },
      { onSuccess: () => form.resetDirty(), onError: (error) => setProblem(placeProblem(error, form, FIELDS)) },
    );
  });
  const presets = { flexible: t`Гибкие`, standard: t`Обычные`, strict: t`Строгие` };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap={40}>
        <Section title={t`О вас`}>
          <TextInput size="md" label={t`Заголовок`} description={t`Одна фраза, по которой вас выберут: предмет, цель, подход`} maxLength={120}
            {...form.getInputProps("headline")} />
          <Textarea size="md" autosize minRows={5} label={t`О себе`} description={t`Кому и как вы помогаете, как проходит занятие`} maxLength={5000}
            {...form.getInputProps("about")} />
          <Textarea size="md" autosize minRows={2} label={t`Образование`} maxLength={1000} {...form.getInputProps("education")} />
          <NumberInput size="md" label={t`Опыт, лет`} min={0} max={70} allowDecimal={false} maw={160} {...form.getInputProps("experience_years")}
            onChange={(value) => form.setFieldValue("experience_years", Number(value) || 0)} />
          <Checkbox.Group label={t`Языки занятий`} {...form.getInputProps("languages")}>
            <Group mt="xs">
              {["ru", "en"].map((code) => (
                <Checkbox key={code} value={code} label={languageName(code, i18n.locale)} />
              ))}
            </Group>
          </Checkbox.Group>
        </Section>
        <Section title={t`Предметы и цены`}>
          <OfferedSubjects value={form.values.subjects} catalogue={catalogue} change={(subjects) => form.setFieldValue("subjects", subjects)} />
          {form.errors.subjects && <Text c="var(--mantine-color-error)" size="sm">{form.errors.subjects}</Text>}
        </Section>
        <Section title={t`Занятия`}>
          <Checkbox.Group label={t`Длительность`} value={form.values.lesson_minutes.map(String)} error={form.errors.lesson_minutes}
            onChange={(values) => form.setFieldValue("lesson_minutes", MINUTES.filter((minutes) => values.includes(String(minutes))))}>
            <Group mt="xs">
              {MINUTES.map((minutes) => (
                <Checkbox key={minutes} value={String(minutes)} label={t`${minutes} минут`} />
              ))}
            </Group>
          </Checkbox.Group>
          <TextInput size="md" type="url" label={t`Ссылка на комнату`} description={t`Её увидят только ученики с оплаченным занятием`} placeholder="https://"
            {...form.getInputProps("meeting_url")} value={form.values.meeting_url ?? ""} />
          <Radio.Group label={t`Условия отмены`} {...form.getInputProps("cancellation_preset")}>
            <Stack gap="xs" mt="xs">
              {PRESETS.map((preset) => (
                <Radio key={preset} value={preset} label={presets[preset]} description={<CancellationRule preset={preset} />} />
              ))}
            </Stack>
          </Radio.Group>
        </Section>
        <ProblemAlert error={problem} />
        <Group className={classes.save}>
          <Button type="submit" size="md" disabled={!dirty} loading={save.isPending}>
            <Trans>Сохранить</Trans>
          </Button>
          <Text c="dimmed" role="status">
            {dirty ? <Trans>Есть несохранённые изменения</Trans> : save.isSuccess && <Trans>Сохранено</Trans>}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="md">
      <Title order={2} fz={20}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}
