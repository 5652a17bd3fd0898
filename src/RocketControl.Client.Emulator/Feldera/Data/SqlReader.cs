using System.Diagnostics.CodeAnalysis;

namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>
/// Reads as much of a program as it takes to know tables and views and their columns. Views that select everything or some columns of one table or of
/// such a view are computed; of the others only the name is known. Statements of other kinds are not looked at.
/// </summary>
internal static class SqlReader
{
    /// <summary>Reads a program, or says what is wrong with it.</summary>
    public static bool TryRead(string code, [NotNullWhen(true)] out SqlProgram? program, [NotNullWhen(false)] out string? error)
    {
        try
        {
            program = Read(code);
            error = null;
            return true;
        }
        catch (FormatException mistake)
        {
            program = null;
            error = mistake.Message;
            return false;
        }
    }

    private static SqlProgram Read(string code)
    {
        var tables = new List<Relation>();
        var views = new List<Relation>();
        foreach (IReadOnlyList<SqlToken> tokens in new SqlTokenizer(code).Statements())
        {
            var statement = new SqlStatement(tokens);
            if (!statement.Skip("CREATE"))
                continue;
            statement.Skip("LOCAL");
            bool isMaterialized = statement.Skip("MATERIALIZED");
            if (statement.Skip("TABLE"))
                Add(tables, TableReader.Read(statement));
            else if (statement.Skip("VIEW"))
                Add(views, ViewReader.Read(statement, isMaterialized, new SqlProgram(tables, views)));
        }
        return new SqlProgram(tables, views);

        void Add(List<Relation> relations, Relation relation)
        {
            if (new SqlProgram(tables, views).Find(relation.Name) is not null)
                throw new FormatException($"'{relation.Name}' is defined twice.");
            relations.Add(relation);
        }
    }
}
