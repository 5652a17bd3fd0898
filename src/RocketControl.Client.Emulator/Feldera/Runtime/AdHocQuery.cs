using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Feldera.Data;
using RocketControl.Client.Emulator.Feldera.Errors;

namespace RocketControl.Client.Emulator.Feldera.Runtime;

/// <summary>Evaluates what the emulator understands of SQL: <c>SELECT *</c>, some columns or <c>COUNT(*)</c> from one table or view.</summary>
internal static class AdHocQuery
{
    /// <exception cref="RefusedException">The query is not understood, or reads what is not there or not materialized.</exception>
    public static QueryResult Run(string sql, Circuit circuit)
    {
        try
        {
            IReadOnlyList<SqlToken>[] statements = [.. new SqlTokenizer(sql).Statements()];
            return statements is [var only] ? Run(new SqlStatement(only), circuit) : throw Refusals.AdHocQuery("exactly one statement is expected");
        }
        catch (FormatException mistake)
        {
            throw Refusals.AdHocQuery(mistake.Message);
        }
    }

    private static QueryResult Run(SqlStatement statement, Circuit circuit)
    {
        statement.Expect("SELECT");
        bool counts = statement.Skip("COUNT");
        List<SqlName> selected = [];
        if (counts)
        {
            statement.Expect("(");
            statement.Expect("*");
            statement.Expect(")");
        }
        else if (!statement.Skip("*"))
        {
            do
                selected.Add(statement.ReadName());
            while (statement.Skip(","));
        }
        statement.Expect("FROM");
        Relation relation = Find(statement.ReadName(), circuit);
        if (!statement.IsAtEnd)
            throw Refusals.AdHocQuery("the emulator only understands SELECT … FROM one table or view");

        JsonObject[] rows = [.. circuit.RowsOf(relation)];
        if (counts)
            return new QueryResult(["count(*)"], [new JsonObject { ["count(*)"] = rows.Length }]);
        string[] columns = selected is [] ? [.. relation.Columns.Select(column => column.Name.Text)] : [.. selected.Select(name => ColumnOf(relation, name))];
        return new QueryResult(columns, [.. rows.Select(row => Pick(row, columns))]);
    }

    private static Relation Find(SqlName name, Circuit circuit)
    {
        Relation relation = circuit.Find(name) ?? throw Refusals.AdHocQuery($"table '{name}' not found");
        return relation.IsMaterialized ? relation : throw Refusals.AdHocQuery($"'{name}' is not materialized, so that it cannot be queried");
    }

    private static string ColumnOf(Relation relation, SqlName name) =>
        relation.Columns.Any(column => column.Name.Names(name)) ? name.Text : throw Refusals.AdHocQuery($"'{relation.Name}' has no column '{name}'");

    private static JsonObject Pick(JsonObject row, string[] columns)
    {
        var picked = new JsonObject();
        foreach (string column in columns)
            picked[column] = row[column]?.DeepClone();
        return picked;
    }
}
