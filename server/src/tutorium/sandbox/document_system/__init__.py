"""Stands in for the Document System: asked over RabbitMQ, it looks at documents and answers when it likes."""
