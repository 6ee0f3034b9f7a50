"""Consent to automatic payments with a saved card (376-ФЗ: it can be refused at once)."""

from tutorium.modules.auth.model.consents import Edition, Wording

EDITIONS = (
    Edition(
        "2026-11-25",
        {
            "ru": Wording(
                "Согласие на автоматические списания",
                """Я соглашаюсь, что площадка «Туториум» сохранит способ оплаты у платёжной системы и будет \
списывать с него стоимость подписки на занятия каждые 4 недели (13 списаний в год), пока подписка \
действует. Сумма и дата следующего списания видны в разделе «Подписки».

За 7 дней, за 3 дня и за сутки до списания приходит письмо с суммой и датой. Если оплаченных минут \
хватает на весь следующий период, списания не будет. Если списать не удалось, попытки повторяются через \
1, 3, 7 и 14 дней.

Площадка хранит только вид карты и её последние четыре цифры. Отказаться можно в любой момент: удалить \
карту в разделе «Способы оплаты», выключить автоматические списания в подписке или отозвать это \
согласие в настройках. Списания прекращаются сразу; уже оплаченные минуты остаются.""",
            ),
            "en": Wording(
                "Consent to automatic payments",
                """I agree that Tutorium keeps my payment method with the payment system and charges it \
with the price of my subscription every 4 weeks (13 charges a year) while the subscription goes on. The \
amount and the date of the next charge are shown in the section "Subscriptions".

A letter with the amount and the date comes 7 days, 3 days and 24 hours before a charge. There is no \
charge when the minutes paid for suffice for the whole next period. A charge that fails is tried again \
after 1, 3, 7 and 14 days.

Tutorium keeps only the kind of the card and its last four digits. I can refuse at any moment: remove \
the card in the section "Payment methods", switch automatic payments off in the subscription, or \
withdraw this consent in the settings. Charges stop at once; minutes already paid for stay.""",
            ),
        },
    ),
)
