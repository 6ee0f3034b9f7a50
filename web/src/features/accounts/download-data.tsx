import { Button, Stack, Text } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { ProblemAlert } from "~/ui/problem";
import { useDownloadData } from "./personal-data";

export function DownloadData() {
  const download = useDownloadData();
  return (
    <Stack gap="md">
      <Text>
        <Trans>Архив ZIP: файл data.json со всем, что хранится о вас во всех разделах, и ваши фотографии.</Trans>
      </Text>
      <ProblemAlert error={download.error} />
      <Button variant="default" loading={download.isPending} onClick={() => download.mutate()} style={{ alignSelf: "start" }}>
        <Trans>Скачать мои данные</Trans>
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {download.isSuccess && <Trans>Архив скачан.</Trans>}
      </Text>
    </Stack>
  );
}
