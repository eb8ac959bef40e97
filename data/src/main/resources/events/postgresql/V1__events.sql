-- The latest change of each user and movie; a deletion stays as a row without stars.
CREATE TABLE ratings (
  user_id  BIGINT  NOT NULL,
  movie_id BIGINT  NOT NULL,
  stars    DOUBLE PRECISION,
  rated_at BIGINT  NOT NULL, -- seconds since 1970, UTC
  deleted  BOOLEAN NOT NULL,
  PRIMARY KEY (user_id, movie_id),
  CHECK ((stars IS NULL) = deleted)
);

-- What happened, once an event id.
CREATE TABLE events (
  event_id    TEXT   NOT NULL PRIMARY KEY,
  type        TEXT   NOT NULL CHECK (type IN ('impression', 'click', 'rating')),
  user_id     BIGINT NOT NULL,
  movie_id    BIGINT NOT NULL,
  occurred_at BIGINT NOT NULL, -- seconds since 1970, UTC, by the client's clock
  received_at BIGINT NOT NULL, -- seconds since 1970, UTC, by the service's clock
  stars       DOUBLE PRECISION,
  position    INTEGER,         -- place in the list that was shown, from 1
  request_id  TEXT             -- the answer that showed the movie
);
CREATE INDEX events_of_user ON events (user_id);

-- Users who asked to be forgotten: nothing from before that moment counts, wherever it lies.
CREATE TABLE erased_users (
  user_id   BIGINT NOT NULL PRIMARY KEY,
  erased_at BIGINT NOT NULL -- seconds since 1970, UTC
);
