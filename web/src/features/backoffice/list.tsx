import { Text } from "@mantine/core";

/** What is going to happen, point by point. */
export function List({ items }: { items: string[] }) {
  return (
    <ul style={{ margin: 0, paddingLeft: 20 }}>
      {items.map((item) => (
        <Text key={item} component="li" size="sm" mb={4}>
          {item}
        </Text>
      ))}
    </ul>
  );
}
