using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Feldera;

/// <summary>Walks every transition of Feldera protocol §2 at the real server's pace, and says which those were.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StateMachineTests
{
    private const string Changed = "CREATE TABLE t (id INT NOT NULL, name VARCHAR); CREATE VIEW other AS SELECT * FROM t;";

    private static readonly string[] ResourcesTransitions =
    [
        "Resources: Stopped -> Provisioning (start)",
        "Resources: Stopped -> Stopped (early start, compilation failed)",
        "Resources: Provisioning -> Provisioned (resources ready)",
        "Resources: Provisioning -> Stopping (provisioning timeout)",
        "Resources: Provisioning -> Stopping (provisioning failed)",
        "Resources: Provisioning -> Stopping (stop)",
        "Resources: Provisioned -> Stopping (force stop)",
        "Resources: Provisioned -> Stopping (fatal error)",
        "Resources: Provisioned -> Stopping (suspended)",
        "Resources: Stopping -> Stopped (resources gone)",
    ];

    private static readonly string[] ProcessTransitions =
    [
        "Process: (none) -> Initializing", "Process: Initializing -> Standby", "Process: Initializing -> AwaitingApproval",
        "Process: Initializing -> Bootstrapping", "Process: Initializing -> ConcurrentBootstrapping", "Process: Initializing -> Replaying",
        "Process: Initializing -> Coordination", "Process: Initializing -> Running", "Process: Initializing -> Paused",
        "Process: Standby -> Running", "Process: Standby -> Paused", "Process: Standby -> AwaitingApproval",
        "Process: AwaitingApproval -> Bootstrapping", "Process: AwaitingApproval -> ConcurrentBootstrapping",
        "Process: Bootstrapping -> Running", "Process: Bootstrapping -> Paused", "Process: Bootstrapping -> Replaying",
        "Process: ConcurrentBootstrapping -> Synchronizing", "Process: Synchronizing -> Running",
        "Process: Replaying -> Running", "Process: Replaying -> Paused", "Process: Paused -> Running", "Process: Running -> Paused",
        "Process: Running -> Suspended", "Process: Paused -> Suspended", "Process: Coordination -> Suspended",
    ];

    private static readonly string[] RuntimeTransitions =
    [
        "Runtime: Running -> Unavailable", "Runtime: Paused -> Unavailable", "Runtime: Initializing -> Unavailable", "Runtime: Unavailable -> Running",
        "Runtime: Unavailable -> Paused", "Runtime: Unavailable -> (none) (fatal error)",
    ];

    private static readonly string[] StorageTransitions = ["Storage: Cleared -> InUse", "Storage: InUse -> Clearing", "Storage: Clearing -> Cleared"];

    private static readonly string[] ProgramTransitions =
    [
        "Program: Pending -> CompilingSql", "Program: CompilingSql -> SqlCompiled", "Program: SqlCompiled -> CompilingRust",
        "Program: CompilingRust -> Success", "Program: CompilingSql -> SqlError", "Program: CompilingRust -> RustError",
        "Program: CompilingSql -> SystemError", "Program: Success -> Pending",
    ];

    private static readonly Func<FelderaSession, Task>[] Walks =
    [
        StartPauseAndForceStopAsync, SuspendAsync, SuspendWhilePausedAsync, SuspendWhileCoordinatingAsync, StopWhileProvisioningAsync,
        RunIntoTheProvisioningTimeoutAsync, FailProvisioningAsync, PanicAsync, LoseTheProcessAsync, LoseAPausedProcessAsync, LoseANewProcessAsync,
        DieWhileUnavailableAsync, BootstrapAsync, BootstrapWithApprovalAsync, BootstrapConcurrentlyAsync, BootstrapConcurrentlyWithApprovalAsync,
        ReplayAsync, StandByAsync, FailCompilationsAsync, ClearAsync,
    ];

    [Test]
    public async Task Every_transition_is_walked_and_no_other()
    {
        var taken = new List<FelderaTransition>();
        foreach (Func<FelderaSession, Task> walk in Walks)
        {
            await using FelderaSession session = await FelderaSession.WithPipelineAsync();
            await walk(session);
            taken.AddRange(session.Emulator.Transitions);
        }

        string[] expected = [.. ResourcesTransitions, .. ProcessTransitions, .. RuntimeTransitions, .. StorageTransitions, .. ProgramTransitions];
        string[] missing = [.. expected.Where(transition => !taken.Exists(found => Matches(found, transition)))];
        await TestContext.Out.WriteLineAsync($"Covered {expected.Length - missing.Length} of {expected.Length} transitions:");
        foreach (string transition in expected.Except(missing))
            await TestContext.Out.WriteLineAsync($"  {transition} x{taken.Count(found => Matches(found, transition))}");
        Assert.That(missing, Is.Empty);

        IEnumerable<string> unknown = taken
            .Where(found => found.Level is FelderaTransitionLevel.Resources or FelderaTransitionLevel.Storage)
            .Where(found => !Array.Exists(expected, transition => Matches(found, transition)))
            .Select(found => found.ToString());
        Assert.That(unknown, Is.Empty, "transitions that do not exist");
    }

    private static bool Matches(FelderaTransition transition, string text) =>
        transition.ToString() == text || transition.ToString().StartsWith(text + " (", StringComparison.Ordinal);

    private static async Task StartPauseAndForceStopAsync(FelderaSession session)
    {
        await session.RunAsync("initial=paused");
        await session.AcceptAsync("resume");
        await session.AcceptAsync("pause");
        await StopAsync(session);
    }

    private static async Task SuspendAsync(FelderaSession session)
    {
        await session.RunAsync();
        await StopAsync(session, force: false);
    }

    private static async Task SuspendWhilePausedAsync(FelderaSession session)
    {
        await session.RunAsync("initial=paused");
        await StopAsync(session, force: false);
    }

    private static async Task SuspendWhileCoordinatingAsync(FelderaSession session)
    {
        session.Emulator.Faults.Pipelines.DetourNextStart("Coordination");
        session.Emulator.Faults.Pipelines.HoldAt("Coordination");
        await session.RunAsync();
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Coordination"));
        await StopAsync(session, force: false);
    }

    private static async Task StopWhileProvisioningAsync(FelderaSession session)
    {
        await session.AcceptAsync("start");
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Provisioning"));
        await StopAsync(session);
    }

    private static async Task RunIntoTheProvisioningTimeoutAsync(FelderaSession session)
    {
        session.Emulator.Faults.Pipelines.HoldProvisioning();
        await session.RunAsync();
        session.Advance(10);
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("AutomatonProvisioningTimeout"));
    }

    private static async Task FailProvisioningAsync(FelderaSession session)
    {
        session.Emulator.Faults.Pipelines.FailNextProvisioning("out of machines");
        await session.RunAsync();
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("RunnerProvisionError"));
    }

    private static async Task PanicAsync(FelderaSession session)
    {
        await session.RunAsync();
        session.Emulator.Faults.Pipelines.PanicWorker("p");
        session.Advance(10);
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("RuntimeError.WorkerPanic"));
    }

    private static async Task LoseTheProcessAsync(FelderaSession session)
    {
        await session.RunAsync();
        await LoseAndFindAsync(session);
    }

    private static async Task LoseAPausedProcessAsync(FelderaSession session)
    {
        await session.RunAsync("initial=paused");
        await LoseAndFindAsync(session);
    }

    private static async Task LoseANewProcessAsync(FelderaSession session)
    {
        session.Emulator.Faults.Pipelines.HoldAt("Initializing");
        await session.RunAsync();
        session.Emulator.Faults.Pipelines.SetReachable("p", false);
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Initializing"), "within the first 20 s");
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Unavailable"));
    }

    private static async Task DieWhileUnavailableAsync(FelderaSession session)
    {
        await session.RunAsync();
        session.Emulator.Faults.Pipelines.SetReachable("p", false);
        session.Advance(2.5);
        session.Emulator.Faults.Pipelines.Crash("p", "ControllerPanic", "gone");
        session.Emulator.Faults.Pipelines.SetReachable("p", true);
        session.Advance(10);
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("ControllerPanic"));
    }

    private static async Task BootstrapAsync(FelderaSession session)
    {
        await ChangeTheProgramAsync(session);
        await session.RunAsync("bootstrap_policy=allow");
        await StopAsync(session);
        await session.RunAsync("bootstrap_policy=allow&initial=paused");
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Paused"));
    }

    private static async Task BootstrapWithApprovalAsync(FelderaSession session)
    {
        await ChangeTheProgramAsync(session);
        await session.RunAsync();
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("AwaitingApproval"));
        await session.AcceptAsync("approve");
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
    }

    private static async Task BootstrapConcurrentlyAsync(FelderaSession session)
    {
        await ChangeTheProgramAsync(session);
        await session.RunAsync("bootstrap_policy=allow&concurrent_bootstrap=true");
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
    }

    private static async Task BootstrapConcurrentlyWithApprovalAsync(FelderaSession session)
    {
        await ChangeTheProgramAsync(session);
        await session.RunAsync("bootstrap_policy=await_approval");
        await session.AcceptAsync("approve?concurrent_bootstrap=true");
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Running"));
    }

    private static async Task ReplayAsync(FelderaSession session)
    {
        await session.CreateAsync(runtimeConfig: new JsonObject { ["fault_tolerance"] = new JsonObject { ["model"] = "exactly_once" } });
        session.Advance(20);
        await session.RunAsync();
        await session.AcceptAsync("checkpoint");
        session.Advance(2.5);
        await session.IngestAsync("{\"id\":1}");
        session.Advance(2.5);
        await StopAsync(session);
        await session.RunAsync();
        Assert.That(await session.QueryAsync("SELECT id FROM t"), Is.EqualTo(new[] { "{\"id\":1}" }), "what was replayed");
        await StopAsync(session);
        await session.RunAsync("initial=paused");
        await StopAsync(session);
        await session.SendAsync("PATCH", "/v0/pipelines/p", new JsonObject { ["program_code"] = Changed });
        session.Advance(20);
        await session.RunAsync("bootstrap_policy=allow");
    }

    private static async Task StandByAsync(FelderaSession session)
    {
        var synchronized = new JsonObject
        {
            ["storage"] = new JsonObject
            {
                ["backend"] = new JsonObject { ["name"] = "file", ["config"] = new JsonObject { ["sync"] = new JsonObject { ["bucket"] = "b" } } },
            },
        };
        await session.CreateAsync(runtimeConfig: synchronized);
        session.Advance(20);
        await session.RunAsync("initial=standby");
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Standby"));
        await session.AcceptAsync("activate");
        session.Advance(2.5);
        await StopAsync(session, force: false);
        await session.RunAsync("initial=standby");
        await session.AcceptAsync("activate?initial=paused");
        await StopAsync(session, force: false);
        await session.SendAsync("PATCH", "/v0/pipelines/p", new JsonObject { ["program_code"] = Changed });
        session.Advance(20);
        await session.RunAsync("initial=standby");
        await session.AcceptAsync("activate");
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("AwaitingApproval"));
    }

    private static async Task FailCompilationsAsync(FelderaSession session)
    {
        await session.CreateAsync($"-- {FelderaEmulatorOptions.SqlErrorMarker}");
        await session.AcceptAsync("start");
        session.Advance(20);
        Assert.That(await session.DeploymentErrorAsync(), Is.EqualTo("StartFailedDueToFailedCompilation"));
        await session.CreateAsync($"-- {FelderaEmulatorOptions.RustErrorMarker}");
        session.Advance(20);
        session.Emulator.Faults.Pipelines.FailNextCompilation("disk full");
        await session.CreateAsync();
        session.Advance(20);
        Assert.That((string?)(await session.StatusAsync())["program_status"], Is.EqualTo("SystemError"));
    }

    private static async Task ClearAsync(FelderaSession session)
    {
        await SuspendAsync(session);
        await session.AcceptAsync("clear");
        await session.AcceptAsync("clear");
        session.Advance(10);
        await session.AcceptAsync("clear");
    }

    private static async Task LoseAndFindAsync(FelderaSession session)
    {
        string status = await session.StatusNameAsync();
        session.Emulator.Faults.Pipelines.SetReachable("p", false);
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Unavailable"));
        session.Emulator.Faults.Pipelines.SetReachable("p", true);
        session.Advance(2.5);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo(status));
    }

    private static async Task ChangeTheProgramAsync(FelderaSession session)
    {
        await SuspendAsync(session);
        await session.CreateAsync(Changed);
        session.Advance(20);
    }

    private static async Task StopAsync(FelderaSession session, bool force = true)
    {
        await session.AcceptAsync(force ? "stop?force=true" : "stop?force=false");
        session.Advance(10);
        Assert.That(await session.StatusNameAsync(), Is.EqualTo("Stopped"));
        Assert.That(await session.DeploymentErrorAsync(), Is.Null);
    }
}
