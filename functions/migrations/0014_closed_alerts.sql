-- What the clinic closed of late, the latest first: where something was closed too soon, they look for it there.
CREATE INDEX alert_closed ON alert (closed_at) WHERE closed_at IS NOT NULL;
