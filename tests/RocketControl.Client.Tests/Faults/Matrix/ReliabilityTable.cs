using System.Text;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>The matrix as the tables of the documentation: what happens to each kind of call under each fault.</summary>
internal static class ReliabilityTable
{
    private static readonly (CallKind Kind, string Title)[] Columns =
    [
        (CallKind.Reading, "Calls that read"),
        (CallKind.Repeatable, "Calls that may be repeated"),
        (CallKind.Unrepeatable, "Calls that are never repeated"),
        (CallKind.Feeding, "Calls that send data"),
        (CallKind.Opening, "Opening the first connection"),
        (CallKind.LoggingIn, "First login"),
    ];

    public static string Of(MatrixTransport transport)
    {
        var columns = Columns.Where(column => transport.Calls.Any(call => call.Kind == column.Kind)).ToList();
        var table = new StringBuilder($"### {transport.Name}\n\n");
        foreach (var (kind, title) in columns)
            table.Append($"- {title}: {string.Join(", ", transport.Calls.Where(call => call.Kind == kind).Select(call => call.Name))}\n");

        table.Append($"\n| Fault | When | {string.Join(" | ", columns.Select(column => column.Title))} |\n");
        table.Append($"|---|---|{string.Concat(columns.Select(_ => "---|"))}\n");
        foreach (var fault in transport.Faults)
            table.Append($"| {fault.Name} | {When(fault.Points)} | {string.Join(" | ", columns.Select(column => Ending(transport, fault, column.Kind)))} |\n");
        return table.ToString();
    }

    private static string When(IReadOnlyList<WirePoint> points) =>
        points.Count == Enum.GetValues<WirePoint>().Length ? "at any time" : string.Join(", ", points.Select(MatrixCell.PointName));

    private static string Ending(MatrixTransport transport, MatrixFault fault, CallKind kind) =>
        string.Join(" or ", transport.Calls.Where(call => call.Kind == kind && fault.CanMeet(call)).Select(fault.Expect).Distinct()) is { Length: > 0 } endings
            ? endings
            : "–";
}
