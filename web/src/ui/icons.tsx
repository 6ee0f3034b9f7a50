import type { ReactNode } from "react";

/** Line icons, 20 by 20, of the text's colour; always beside or inside something that has a name. */
function icon(path: ReactNode) {
  return function Icon({ size = 20 }: { size?: number }) {
    return (
      <svg
        width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8"
        strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false"
      >
        {path}
      </svg>
    );
  };
}

export const SearchIcon = icon(<><circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" /></>);
export const SunIcon = icon(<><circle cx="12" cy="12" r="4" /><path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4" /></>);
export const MoonIcon = icon(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />);
export const AutoIcon = icon(<><circle cx="12" cy="12" r="8.5" /><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor" /></>);
export const BellIcon = icon(<><path d="M6.5 10a5.5 5.5 0 0 1 11 0c0 5 2 6.5 2 6.5h-15s2-1.5 2-6.5Z" /><path d="M10 19.5a2 2 0 0 0 4 0" /></>);
export const FilterIcon = icon(<path d="M4 6h16M7 12h10m-7 6h4" />);
export const ClockIcon = icon(<><circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" /></>);
export const LeftIcon = icon(<path d="m14.5 6-6 6 6 6" />);
export const RightIcon = icon(<path d="m9.5 6 6 6-6 6" />);
export const DownIcon = icon(<path d="m6 9.5 6 6 6-6" />);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const AlertIcon = icon(<><circle cx="12" cy="12" r="8.5" /><path d="M12 8v4.5m0 3v.5" /></>);
export const MailIcon = icon(<><rect x="3.5" y="5.5" width="17" height="13" rx="2.5" /><path d="m4.5 7.5 7.5 6 7.5-6" /></>);
export const ShieldIcon = icon(<><path d="M12 3.5 19 6v5.5c0 4.4-2.9 7.5-7 9-4.1-1.5-7-4.6-7-9V6Z" /><path d="m9 12 2.2 2.2L15.2 10" /></>);
export const KeyIcon = icon(<><circle cx="8" cy="15.5" r="4" /><path d="m11 12.5 8-8m-3.5 3.5L18 10.5m-5 .5 1.5 1.5" /></>);
export const PhoneIcon = icon(<><rect x="6.5" y="3" width="11" height="18" rx="2.5" /><path d="M11 18h2" /></>);
export const LaptopIcon = icon(<><rect x="5" y="5" width="14" height="10" rx="1.5" /><path d="M3 18.5h18" /></>);
export const CardIcon = icon(<><rect x="3.5" y="6" width="17" height="12" rx="2.5" /><path d="M3.5 10.5h17" /></>);
export const CalendarIcon = icon(<><rect x="4" y="5.5" width="16" height="14.5" rx="2.5" /><path d="M4 10h16M8.5 3.5v4m7-4v4" /></>);
export const VideoIcon = icon(<><rect x="3.5" y="7" width="11.5" height="10" rx="2.5" /><path d="m15 11 5.5-3v8L15 13" /></>);
export const TrashIcon = icon(<path d="M5 7.5h14M10 7.5V5h4v2.5M7 7.5l.8 11.5h8.4L17 7.5" />);
export const PlusIcon = icon(<path d="M12 5.5v13M5.5 12h13" />);
export const HeartIcon = icon(<path d="M12 19.5S4.5 15 4.5 9.5a4 4 0 0 1 7.5-2 4 4 0 0 1 7.5 2C19.5 15 12 19.5 12 19.5Z" />);
export const UserIcon = icon(<><circle cx="12" cy="8.5" r="3.8" /><path d="M4.8 19.5a7.3 7.3 0 0 1 14.4 0" /></>);
export const CameraIcon = icon(<><path d="M4 8.5h3l1.6-2.5h6.8L17 8.5h3V18H4Z" /><circle cx="12" cy="13" r="3.2" /></>);
export const ClipIcon = icon(<path d="m19 11.5-7.2 7.2a4.5 4.5 0 0 1-6.4-6.4l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.6 7.5a1.5 1.5 0 0 1-2.1-2.1l6.9-6.9" />);
export const HelpIcon = icon(<><circle cx="12" cy="12" r="8.5" /><path d="M9.7 9.6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2.9-1.2 1.8m0 2.7v.3" /></>);
export const ChatIcon = icon(<path d="M4.5 6.5h15v10h-8l-4 3v-3h-3Z" />);
export const RepeatIcon = icon(<path d="M4.5 12a7.5 7.5 0 0 1 12.8-5.3L19.5 9m0-4.5V9H15m4.5 3a7.5 7.5 0 0 1-12.8 5.3L4.5 15m0 4.5V15H9" />);
export const CloudOffIcon = icon(<path d="M4 4l16 16M8 8.5a4.5 4.5 0 0 0-1 8.9h9.5m2.6-1.2A4 4 0 0 0 17 9.5a5.5 5.5 0 0 0-5.8-3.4" />);

export const ChartIcon = icon(<path d="M4.5 4v15.5H20M8.5 16v-4m4 4V8m4 8v-6" />);
export const ReturnIcon = icon(<path d="M9 8.5H4.5V4M4.7 8.4A8 8 0 1 1 4 13.5" />);
export const ScalesIcon = icon(<path d="M12 4v16m-4 0h8M5 7.5h14M5 7.5 2.8 13a2.6 2.6 0 0 0 4.4 0Zm14 0L16.8 13a2.6 2.6 0 0 0 4.4 0Z" />);
export const SlidersIcon = icon(<><path d="M4 8h8m4 0h4M4 16h3m4 0h9" /><circle cx="14" cy="8" r="2" /><circle cx="9" cy="16" r="2" /></>);
export const LinkIcon = icon(<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7m2 3a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17" />);

export function StarIcon({ size = 16 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="var(--star)" aria-hidden="true" focusable="false">
      <path d="m12 3 2.7 5.8 6.3.8-4.6 4.3 1.2 6.3L12 17.1l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8Z" />
    </svg>
  );
}
