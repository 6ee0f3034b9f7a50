import { Button, Center } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

type ShowMoreProps = { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } };

export function ShowMore({ list }: ShowMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <Center mt="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        <Trans>Показать ещё</Trans>
      </Button>
    </Center>
  );
}
