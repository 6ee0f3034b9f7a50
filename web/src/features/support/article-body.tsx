import { Anchor } from "@mantine/core";
import { Fragment } from "react";
import { blocksOf, type Piece } from "./article-text";
import classes from "./article-body.module.css";

/** The text of an article; it is Russian whatever the language of the page. */
export function ArticleBody({ text }: { text: string }) {
  return (
    <div className={classes.body} lang="ru">
      {blocksOf(text).map((block, index) => {
        if (block.kind === "heading") return <h2 key={index}><Line pieces={block.pieces} /></h2>;
        if (block.kind === "paragraph") return <p key={index}><Line pieces={block.pieces} /></p>;
        return (
          <ul key={index}>
            {block.items.map((item, place) => (
              <li key={place}><Line pieces={item} /></li>
            ))}
          </ul>
        );
      })}
    </div>
  );
}

function Line({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece, index) => {
    if (piece.kind === "strong") return <strong key={index}>{piece.text}</strong>;
    if (piece.kind === "link") return <Anchor key={index} href={piece.to} underline="always" inherit>{piece.text}</Anchor>;
    return <Fragment key={index}>{piece.text}</Fragment>;
  });
}
