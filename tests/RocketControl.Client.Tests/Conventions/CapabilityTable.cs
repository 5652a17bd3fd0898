using System.Text;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Processes;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Conventions;

/// <summary>The capabilities of all transports as they stand in the code, for people to read.</summary>
internal static class CapabilityTable
{
    private static readonly (string Name, RunCapabilities Capabilities)[] Transports =
    [
        ("RocketRide, WebSocket", RocketRideCapabilities.OverWebSocket),
        ("RocketRide, HTTP", RocketRideCapabilities.OverHttp),
        ("Feldera, Enterprise", FelderaCapabilities.Enterprise),
        ("Feldera, open source", FelderaCapabilities.OpenSource),
        ("VectorShift", VectorShiftCapabilities.Of(Watched.VectorShift with { Credential = "key" })),
        ("Processes", ProcessCapabilities.Table),
    ];

    public static string Write()
    {
        var text = new StringBuilder();
        var notes = new List<string>();
        Row("", Transports.Select(transport => transport.Name));
        Row("---", Transports.Select(_ => "---"));
        foreach (var capability in Enum.GetValues<RunCapability>())
            Row($"`{capability}`", Transports.Select(transport => Cell(transport.Capabilities[capability])));
        text.Append('\n');
        for (var i = 0; i < notes.Count; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1}. {notes[i]}\n");
        return text.ToString();

        void Row(string first, IEnumerable<string> cells) => text.Append($"| {string.Join(" | ", cells.Prepend(first))} |\n");

        string Cell(CapabilityEntry entry)
        {
            var word = entry.Support switch
            {
                CapabilitySupport.Native => "yes",
                CapabilitySupport.Emulated => "made by the client",
                CapabilitySupport.Conditional => "depends",
                _ => "no",
            };
            if (entry.Note is not { } note)
                return word;
            if (!notes.Contains(note))
                notes.Add(note);
            return $"{word} ({notes.IndexOf(note) + 1})";
        }
    }
}
