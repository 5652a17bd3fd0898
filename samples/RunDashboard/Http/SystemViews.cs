using RocketControl.Client;
using RunDashboard.Systems;

namespace RunDashboard.Http;

/// <summary>Reads from a client's capabilities what the page offers.</summary>
internal static class SystemViews
{
    private static readonly (string Id, RunCapability Capability, string Label, string Meaning)[] Modes =
    [
        ("graceful", RunCapability.TerminateGraceful, "Graceful", "What is in work is finished first."),
        ("checkpoint", RunCapability.TerminateCheckpoint, "Checkpoint", "The state is saved, then the run ends."),
        ("escalate", RunCapability.TerminateEscalate, "Escalate", "Graceful at first, and by force when that takes too long."),
        ("force", RunCapability.TerminateForce, "Force", "The run ends at once; what is in work is lost."),
    ];

    private static readonly (RunCapability Capability, string Label)[] Abilities =
    [
        (RunCapability.Use, "Start runs"),
        (RunCapability.List, "Find runs"),
        (RunCapability.Watch, "Watch runs"),
        (RunCapability.Send, "Send data"),
        (RunCapability.Pause, "Pause and resume"),
        (RunCapability.TerminateGraceful, "End gracefully"),
        (RunCapability.TerminateCheckpoint, "End with a checkpoint"),
        (RunCapability.TerminateEscalate, "Escalate"),
        (RunCapability.TerminateForce, "End by force"),
    ];

    public static SystemView Of(ControlledSystem system)
    {
        var capabilities = system.Client.Capabilities;
        return new SystemView(
            system.Id,
            system.Name,
            system.Address,
            system.IsEmbedded,
            new StartView(
                system.StartTitle,
                capabilities.Supports(RunCapability.Use) ? null : capabilities[RunCapability.Use].Note,
                system.StartFields),
            new SendView(system.SendTypes, system.SendExample, system.SendTarget),
            [.. Modes.Select(mode => new ModeView(
                mode.Id, mode.Label, capabilities.Supports(mode.Capability), MeaningOf(mode.Meaning, capabilities[mode.Capability])))],
            [.. Abilities.Select(ability => new AbilityView(ability.Label, WordFor(capabilities[ability.Capability].Support), capabilities[ability.Capability].Note))]);
    }

    /// <summary>What a system's own note says of a mode is more exact than what the mode means in general.</summary>
    private static string MeaningOf(string general, CapabilityEntry entry) => entry.Support switch
    {
        CapabilitySupport.Conditional => $"{general} {entry.Note}",
        CapabilitySupport.Unsupported => entry.Note ?? "Not supported.",
        _ => entry.Note ?? general,
    };

    private static string WordFor(CapabilitySupport support) => support switch
    {
        CapabilitySupport.Native => "yes",
        CapabilitySupport.Emulated => "made by the client",
        CapabilitySupport.Conditional => "depends",
        _ => "no",
    };
}
