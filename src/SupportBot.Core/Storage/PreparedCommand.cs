using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SupportBot.Core.Storage;

// Borrows the prepared statement of its text and returns it on disposal.
internal sealed class PreparedCommand(PreparedConnection connection) : DbCommand
{
    private SqliteCommand? _statement;

    [AllowNull]
    public override string CommandText
    {
        get => _statement?.CommandText ?? "";
        set
        {
            if (_statement is null) _statement = connection.Take(value!);
            else _statement.CommandText = value; // Dapper expands lists in the text.
        }
    }

    public override int CommandTimeout { get => Statement.CommandTimeout; set => Statement.CommandTimeout = value; }

    public override CommandType CommandType { get => CommandType.Text; set => Statement.CommandType = value; }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command stays with its connection.");
    }

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    private SqliteCommand Statement =>
        _statement ?? throw new InvalidOperationException("The command has no text yet.");

    public override void Cancel() => Statement.Cancel();

    public override int ExecuteNonQuery() => Statement.ExecuteNonQuery();

    public override object? ExecuteScalar() => Statement.ExecuteScalar();

    public override void Prepare() => Statement.Prepare();

    protected override DbParameter CreateDbParameter() => Statement.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Statement.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _statement is not null) connection.Return(_statement);
        _statement = null;
        base.Dispose(disposing);
    }
}
