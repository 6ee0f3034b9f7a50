-- Whose rows a route may see. Staff see documents through the api of the module, by the product.
SELECT platform.wall('documents.application', 'tutor_id = platform.actor_id()');
SELECT platform.wall('documents.document', 'tutor_id = platform.actor_id()');
SELECT platform.wall('documents.document_event', 'tutor_id = platform.actor_id()');
