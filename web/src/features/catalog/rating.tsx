import { Group, Text } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { StarIcon } from "~/ui/icons";

/** The mark appears from the third review; before that only their number is told. */
export function Rating({ rating, reviews }: { rating: number | null; reviews: number }) {
  const { i18n } = useLingui();
  const mark = rating?.toLocaleString(i18n.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <Group gap={5} wrap="nowrap">
      {mark && (
        <>
          <StarIcon />
          <Text size="sm" fw={600} className="numbers">
            {mark}
          </Text>
        </>
      )}
      <Text size="sm" c="dimmed">
        {reviews === 0 ? (
          <Trans>Отзывов пока нет</Trans>
        ) : (
          <Plural value={reviews} one="# отзыв" few="# отзыва" many="# отзывов" other="# отзыва" />
        )}
      </Text>
    </Group>
  );
}
