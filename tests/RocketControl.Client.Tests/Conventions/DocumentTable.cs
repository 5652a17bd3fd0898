namespace RocketControl.Client.Tests.Conventions;

/// <summary>The tables of a Markdown document, row by row.</summary>
internal static class DocumentTable
{
    /// <summary>The rows, without heads, of all tables whose head has these three columns.</summary>
    public static IEnumerable<DocumentRow> Rows(IEnumerable<string> lines, string firstColumn, string lastColumn)
    {
        var isInTable = false;
        foreach (var line in lines)
        {
            string[] cells = line.StartsWith('|') ? [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())] : [];
            if (cells.Length != 3)
                isInTable = false;
            else if (!isInTable)
                isInTable = cells[0] == firstColumn && cells[2] == lastColumn;
            else if (!cells[0].StartsWith("---", StringComparison.Ordinal))
                yield return new DocumentRow(cells[0], cells[1], cells[2]);
        }
    }
}
