"""A tutor asks to be verified and a moderator lets him in, in a real browser."""

import asyncio
import io
from typing import Any

from PIL import Image, ImageDraw
from playwright.async_api import FilePayload

from journeys.browser import Visitor


def a_scan(words: str) -> FilePayload:
    """A picture of a document that says this, in Latin letters."""
    image = Image.new("RGB", (1200, 850), "#f4efe6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, 1160, 810), outline="#8a5a44", width=6)
    draw.rectangle((90, 130, 420, 560), fill="#c9b8a4")
    draw.text((480, 160), words, fill="#3b2a20", font_size=64)
    for line in range(5):
        draw.rectangle((480, 300 + 70 * line, 1060, 316 + 70 * line), fill="#b3a392")
    output = io.BytesIO()
    image.save(output, "JPEG")
    return {"name": "scan.jpg", "mimeType": "image/jpeg", "buffer": output.getvalue()}


async def agree_to_the_check(tutor: Visitor) -> None:
    """Tick the consent without which no document is taken; it counts at once, and is asked for no more."""
    consent = tutor.page.get_by_label("Согласие на проверку документов репетитора")
    await consent.click()
    await consent.wait_for(state="detached")


async def confirm_phone(tutor: Visitor, phone: str) -> None:
    """Confirm a number in the settings by the code in the message."""
    await tutor.open("/settings/security")
    await tutor.fill("Номер телефона", phone)
    await tutor.press("Получить код")
    await tutor.page.get_by_label("Код из СМС").fill(await _code(tutor, phone))
    await tutor.says("Подтверждён")


async def _code(tutor: Visitor, phone: str) -> str:
    inbox = f"{tutor.sandbox}/mindbox/_inbox"
    async with asyncio.timeout(30):
        while True:
            items = (await (await tutor.page.request.get(inbox, params={"phone": phone})).json())["items"]
            if items:
                return str(items[0]["parameters"]["code"])
            await asyncio.sleep(0.1)


async def show_a_photo(tutor: Visitor) -> None:
    """Choose a photo in the settings and keep the part of it that is offered."""
    await tutor.open("/settings")
    await tutor.page.get_by_label("Файл с фотографией").set_input_files(a_scan("PORTRAIT"))
    await tutor.page.get_by_role("dialog").get_by_role("button", name="Сохранить фото").click()
    await tutor.page.get_by_role("button", name="Заменить фото").wait_for()


async def upload(tutor: Visitor, kind: str, title: str, *, words: str, state: str) -> None:
    """Choose a file for the document of this kind, and wait until it stands as it should."""
    await tutor.page.get_by_label(f"Файл: {title}").set_input_files(a_scan(words))
    await paper(tutor, kind, state)


async def paper(tutor: Visitor, kind: str, state: str) -> None:
    """Wait until the document of this kind is in this state; the page is not loaded again."""
    await tutor.page.locator(f"[data-kind={kind}][data-state={state}]").wait_for()


async def send_application(tutor: Visitor) -> None:
    """Agree to be published and press the button of the last step."""
    await tutor.page.get_by_label("Согласие на публикацию анкеты репетитора").check()
    await tutor.press("Отправить на проверку")


async def open_case(moderator: Visitor, name: str) -> None:
    """Find the tutor in the queue and open his case."""
    await moderator.open("/desk/verifications")
    row = moderator.page.locator("[data-row]").filter(has_text=name)
    await row.click()
    await moderator.page.get_by_role("heading", name=name, level=1).wait_for()


async def rule(visitor: Visitor, **order: Any) -> None:
    """Tell the Document System's stand-in how to decide the next cases."""
    answer = await visitor.page.request.post(f"{visitor.sandbox}/document-system/_control/rules", data=order)
    assert answer.ok, await answer.text()
