using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>The written list of what was recorded and is not played yet.</summary>
internal static class WaitingForLater
{
    /// <summary>Whole connections, with what they wait for.</summary>
    public static IReadOnlyDictionary<string, string> Scenarios { get; } = new Dictionary<string, string>();

    /// <summary>Single commands inside connections that are played.</summary>
    public static IReadOnlySet<string> Commands { get; } = new HashSet<string>();

    public static bool IsLater(RecordedFrame frame) => frame.Member("command") is { } command && Commands.Contains(command);
}
