namespace RocketControl.Client.Emulator.Feldera.Data;

/// <summary>Reads what follows CREATE VIEW.</summary>
internal static class ViewReader
{
    /// <exception cref="FormatException">This is not a view that the emulator can read, or it selects from nothing that is there.</exception>
    public static Relation Read(SqlStatement statement, bool isMaterialized, SqlProgram program)
    {
        SqlName name = statement.ReadName();
        IReadOnlyList<SqlName>? renamed = statement.IsNext("(") ? statement.ReadNames() : null;
        IReadOnlyList<string> connectors = TableReader.ReadConnectors(statement.ReadProperties());
        statement.Expect("AS");
        var opaque = new Relation(name, [], isMaterialized, connectors);
        if (renamed is not null || !statement.Skip("SELECT"))
            return opaque;

        IReadOnlyList<SqlName>? selected = ReadSelection(statement);
        if (selected is null || !statement.Skip("FROM"))
            return opaque;
        SqlName from = statement.ReadName();
        Relation source = program.Find(from) ?? throw new FormatException($"There is no table or view '{from}'.");
        if (!statement.IsAtEnd || source is { Source: null, Columns: [] })
            return opaque;
        Column[] columns = selected is [] ? [.. source.Columns] : [.. selected.Select(column => ColumnOf(source, column))];
        return opaque with { Columns = columns, Source = source.Source ?? source };
    }

    /// <summary>The names of columns, none for all of them; null when something else is selected.</summary>
    private static List<SqlName>? ReadSelection(SqlStatement statement)
    {
        if (statement.Skip("*"))
            return [];
        var columns = new List<SqlName>();
        do
        {
            IReadOnlyList<SqlToken> element = ReadElement(statement);
            if (element is not [{ Kind: SqlTokenKind.Word or SqlTokenKind.QuotedName }])
                return null;
            columns.Add(new SqlStatement(element).ReadName());
        }
        while (statement.Skip(","));
        return columns;
    }

    private static List<SqlToken> ReadElement(SqlStatement statement)
    {
        var element = new List<SqlToken>();
        while (!statement.IsAtEnd && !statement.IsNext("FROM") && !statement.IsNext(","))
            element.Add(statement.Take());
        return element;
    }

    private static Column ColumnOf(Relation source, SqlName name) =>
        source.Columns.FirstOrDefault(column => column.Name.Names(name)) ?? throw new FormatException($"'{source.Name}' has no column '{name}'.");
}
