using RocketControl.Client.Emulator.Tests.Conformance.Reading;

namespace RocketControl.Client.Emulator.Tests.Conformance.Plan;

/// <summary>The written list of what was recorded and is not played yet.</summary>
internal static class WaitingForLater
{
    /// <summary>Whole connections, with what they wait for.</summary>
    public static IReadOnlyDictionary<string, string> Scenarios { get; } = new Dictionary<string, string>
    {
        ["store_roundtrip"] = "the file store",
        ["store_handles"] = "the file store",
        ["store_handles_other"] = "the file store",
        ["store_drop"] = "the file store",
        ["store_drop_after"] = "the file store",
        ["store_cleanup"] = "the file store",
        ["deploy_crud"] = "deployments",
        ["cprofile"] = "the profiler",
        ["cprofile_other"] = "the profiler",
        ["cprofile_released"] = "the profiler",
        ["saas_only"] = "account and app commands",
        ["env_by_public_key"] = "environment commands",
    };

    /// <summary>Single commands inside connections that are played.</summary>
    public static IReadOnlySet<string> Commands { get; } = new HashSet<string>
    {
        "rrext_store", "rrext_deploy_list", "rrext_cprofile_status", "rrext_account_me",
    };

    public static bool IsLater(RecordedFrame frame) => frame.Member("command") is { } command && Commands.Contains(command);
}
