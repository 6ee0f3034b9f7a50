import { Avatar } from "@mantine/core";

/** A face, or the first letters of the name on a quiet colour. */
export function PersonAvatar({ name, photo, size = 48 }: { name: string; photo: string | null; size?: number }) {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase();
  return (
    <Avatar src={photo} alt="" aria-hidden="true" size={size} radius={size > 80 ? 20 : "xl"} color="brand" imageProps={size > 80 ? { fetchPriority: "high" } : { loading: "lazy" }}
      styles={{ placeholder: { background: "var(--soft)", color: "var(--soft-text)" } }}>
      {initials}
    </Avatar>
  );
}
