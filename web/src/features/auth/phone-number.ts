/** +79161234567 as people read it: +7 916 123-45-67. */
export function readablePhone(phone: string): string {
  return phone.replace(/^(\+7)(\d{3})(\d{3})(\d{2})(\d{2})$/, "$1 $2 $3-$4-$5");
}
