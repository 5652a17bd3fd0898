using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Transports;
using RocketControl.Client.Transports.RocketRide;
using RocketControl.Client.Transports.RocketRide.Accounts;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What <see cref="RocketRideTransport"/> offers beside the life of a run, each with the request that decides.</summary>
internal static class RocketRideCalls
{
    private static readonly Uri Elsewhere = new("https://example.com/");

    public static IEnumerable<MatrixCall> OfServers { get; } =
    [
        Call(CallKind.Repeatable, "subscribing to a run", "rrext_monitor", ["RocketRideTransport.SubscribeAsync"], async (ride, scene) =>
        {
            await using var subscription = await ride.SubscribeAsync(scene.Run, RocketRideEventTypes.Summary);
            return true;
        }),
        Call(CallKind.Unrepeatable, "writing a pipe step by step", "rrext_process/write", ["RocketRideTransport.OpenPipeAsync", "RunPipe.WriteAsync"], PipeAsync)
            with { Timeout = RocketRideMatrix.Defaults.SendTimeout },
        Call(CallKind.Unrepeatable, "completing a pipe", "rrext_process/close", ["RunPipe.CompleteAsync"], PipeAsync)
            with { Timeout = RocketRideMatrix.Defaults.SendTimeout },
    ];

    public static IEnumerable<MatrixCall> OfStores { get; } =
    [
        Call(CallKind.Repeatable, "asking for a file", "rrext_store/fs_stat", ["RocketRideStore.StatAsync"],
            async (ride, scene) => await ride.Store.StatAsync(File(scene)) is null),
        Tell(CallKind.Repeatable, "making a folder", "rrext_store/fs_mkdir", ["RocketRideStore.CreateDirectoryAsync"],
            (ride, scene) => ride.Store.CreateDirectoryAsync(File(scene))),
        Tell(CallKind.Repeatable, "deleting a folder", "rrext_store/fs_rmdir", ["RocketRideStore.DeleteDirectoryAsync"], async (ride, scene) =>
        {
            await ride.Store.CreateDirectoryAsync(File(scene));
            await ride.Store.DeleteDirectoryAsync(File(scene));
        }),
        Tell(CallKind.Unrepeatable, "renaming a file", "rrext_store/fs_rename", ["RocketRideStore.RenameAsync"], async (ride, scene) =>
        {
            await ride.Store.WriteTextAsync(File(scene), "text");
            await ride.Store.RenameAsync(File(scene), File(scene) + "-new");
        }),
        Tell(CallKind.Unrepeatable, "opening a file to write it", "rrext_store/fs_open", ["RocketRideStore.OpenWriteAsync", "RocketRideStore.WriteTextAsync"],
            (ride, scene) => ride.Store.WriteTextAsync(File(scene), "text")),
        Tell(CallKind.Unrepeatable, "writing a piece of a file", "rrext_store/fs_write", ["RocketRideStore.WriteBytesAsync", "StoreWriteStream.WriteAsync"],
            (ride, scene) => ride.Store.WriteBytesAsync(File(scene), new byte[] { 1 })),
        Tell(CallKind.Unrepeatable, "completing a file", "rrext_store/fs_close", ["RocketRideStore.WriteJsonAsync", "StoreWriteStream.CompleteAsync"],
            (ride, scene) => ride.Store.WriteJsonAsync(File(scene), true)) with { AsksAgain = true },
        Call(CallKind.Unrepeatable, "reading a piece of a file", "rrext_store/fs_read",
            ["RocketRideStore.OpenReadAsync", "RocketRideStore.ReadBytesAsync", "RocketRideStore.ReadTextAsync"],
            async (ride, scene) =>
            {
                await ride.Store.WriteTextAsync(File(scene), "text");
                return await ride.Store.ReadTextAsync(File(scene)) == "text";
            }) with { AsksAgain = true },
    ];

    public static IEnumerable<MatrixCall> OfDeployments { get; } =
    [
        Call(CallKind.Unrepeatable, "deploying", "rrext_deploy_add", ["RocketRideDeployments.AddAsync"],
            async (ride, scene) => (await ride.Deployments.AddAsync(Pipelines.Echo($"deployed-{scene.Number}"))).ProjectId == $"deployed-{scene.Number}"),
        Call(CallKind.Repeatable, "listing deployments", "rrext_deploy_list", ["RocketRideDeployments.ListAsync"],
            async (ride, _) => await ride.Deployments.ListAsync() is not null),
        Call(CallKind.Repeatable, "asking for a deployment", "rrext_deploy_status", ["RocketRideDeployments.GetAsync"],
            async (ride, _) => await ride.Deployments.GetAsync("nobody's") is null),
        Tell(CallKind.Repeatable, "changing a deployment", "rrext_deploy_update", ["RocketRideDeployments.UpdateAsync"], async (ride, scene) =>
        {
            await ride.Deployments.AddAsync(Pipelines.Echo($"deployed-{scene.Number}"));
            await ride.Deployments.UpdateAsync($"deployed-{scene.Number}", schedule: "manual");
        }),
        Tell(CallKind.Unrepeatable, "taking a deployment back", "rrext_deploy_remove", ["RocketRideDeployments.RemoveAsync"], async (ride, scene) =>
        {
            await ride.Deployments.AddAsync(Pipelines.Echo($"deployed-{scene.Number}"));
            await ride.Deployments.RemoveAsync($"deployed-{scene.Number}");
        }),
    ];

    public static IEnumerable<MatrixCall> OfProfilers { get; } =
    [
        Call(CallKind.Unrepeatable, "starting to profile", "rrext_cprofile_start", ["RocketRideProfiler.StartAsync"],
            async (ride, scene) => await ride.Profiler.StartAsync(scene.Run) is not null),
        Call(CallKind.Unrepeatable, "ending to profile", "rrext_cprofile_stop", ["RocketRideProfiler.StopAsync"], async (ride, scene) =>
        {
            await ride.Profiler.StartAsync(scene.Run);
            return await ride.Profiler.StopAsync(scene.Run) is not null;
        }),
        Call(CallKind.Repeatable, "asking whether it profiles", "rrext_cprofile_status", ["RocketRideProfiler.GetStatusAsync"],
            async (ride, scene) => await ride.Profiler.GetStatusAsync(scene.Run) is not null),
        Tell(CallKind.Repeatable, "reading a profile", "rrext_cprofile_report", ["RocketRideProfiler.GetReportAsync"],
            (ride, scene) => ride.Profiler.GetReportAsync(scene.Run)),
    ];

    public static IEnumerable<MatrixCall> OfEnvironments { get; } =
    [
        Call(CallKind.Repeatable, "listing the server's variables", "rrext_account_me/env_keys", ["RocketRideServerEnvironment.ListNamesAsync"],
            async (ride, _) => await ride.Account.Environment.ListNamesAsync() is not null),
        Tell(CallKind.Unrepeatable, "replacing the server's variables", "rrext_account_me/set_env", ["RocketRideServerEnvironment.ReplaceAsync"],
            (ride, _) => ride.Account.Environment.ReplaceAsync(new Dictionary<string, string>())),
    ];

    /// <summary>What an open-source server refuses to everybody; that it is refused is the right result here.</summary>
    public static IEnumerable<MatrixCall> OfAccounts { get; } =
    [
        Refused(CallKind.Repeatable, "reading the profile", "rrext_account_me/get", "RocketRideAccountManagement.GetProfileAsync",
            ride => ride.Account.GetProfileAsync()),
        Refused(CallKind.Unrepeatable, "changing the profile", "rrext_account_me/update", "RocketRideAccountManagement.UpdateProfileAsync",
            ride => ride.Account.UpdateProfileAsync(new ProfileChanges { DisplayName = "A" })),
        Refused(CallKind.Repeatable, "listing keys", "rrext_account_keys/list", "RocketRideApiKeys.ListAsync", ride => ride.Account.Keys.ListAsync()),
        Refused(CallKind.Unrepeatable, "revoking a key", "rrext_account_keys/revoke", "RocketRideApiKeys.RevokeAsync", ride => ride.Account.Keys.RevokeAsync("key")),
        Refused(CallKind.Repeatable, "reading an organization", "rrext_account_org/get", "RocketRideOrganizations.GetAsync",
            ride => ride.Account.Organizations.GetAsync()),
        Refused(CallKind.Unrepeatable, "renaming an organization", "rrext_account_org/update", "RocketRideOrganizations.RenameAsync",
            ride => ride.Account.Organizations.RenameAsync("org", "name")),
        Refused(CallKind.Repeatable, "listing members", "rrext_account_members/list", "RocketRideMembers.ListAsync", ride => ride.Account.Members.ListAsync("org")),
        Refused(CallKind.Unrepeatable, "removing a member", "rrext_account_members/delete", "RocketRideMembers.RemoveAsync",
            ride => ride.Account.Members.RemoveAsync("org", "user")),
        Refused(CallKind.Repeatable, "listing teams", "rrext_account_teams/list", "RocketRideTeams.ListAsync", ride => ride.Account.Teams.ListAsync("org")),
        Refused(CallKind.Unrepeatable, "making a team", "rrext_account_teams/create", "RocketRideTeams.CreateAsync",
            ride => ride.Account.Teams.CreateAsync("org", "team")),
        Refused(CallKind.Repeatable, "reading the credit", "rrext_account_billing/credits_balance", "RocketRideBilling.GetCreditBalanceAsync",
            ride => ride.Billing.GetCreditBalanceAsync("org")),
        Refused(CallKind.Unrepeatable, "opening the billing pages", "rrext_account_billing/portal", "RocketRideBilling.OpenPortalAsync",
            ride => ride.Billing.OpenPortalAsync("org", Elsewhere)),
    ];

    private static MatrixCall Call(CallKind kind, string name, string request, string[] members, Func<RocketRideTransport, MatrixScene, Task<bool>> invoke) =>
        new(name, request, kind, RocketRideMatrix.Defaults.CallTimeout, async scene => await invoke((RocketRideTransport)scene.Transport, scene), true)
        { Members = members };

    private static MatrixCall Tell(CallKind kind, string name, string request, string[] members, Func<RocketRideTransport, MatrixScene, Task> invoke) =>
        Call(kind, name, request, members, async (ride, scene) =>
        {
            await invoke(ride, scene);
            return true;
        });

    private static MatrixCall Refused(CallKind kind, string name, string request, string member, Func<RocketRideTransport, Task> invoke) =>
        Call(kind, name, request, [member], async (ride, _) =>
        {
            try
            {
                await invoke(ride);
                return false;
            }
            catch (RunNotSupportedException)
            {
                return true;
            }
        });

    private static string File(MatrixScene scene) => $"file-{scene.Number}";

    private static async Task<bool> PipeAsync(RocketRideTransport ride, MatrixScene scene)
    {
        await using var pipe = await ride.OpenPipeAsync(scene.Run, new SendOptions { MimeType = "application/octet-stream" }, CancellationToken.None);
        await pipe.WriteAsync(new byte[] { 1 });
        return (await pipe.CompleteAsync()).ResultTypes is not null;
    }
}
