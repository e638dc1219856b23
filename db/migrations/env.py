"""Alembic's entry: runs migrations on the connection, and in the transaction, that `runner` hands over."""

from alembic import context

from db.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
