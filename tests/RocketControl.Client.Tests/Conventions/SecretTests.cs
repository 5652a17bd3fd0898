using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports.RocketRide.Accounts;
using RocketControl.Client.Transports.RocketRide.Billing;

namespace RocketControl.Client.Tests.Conventions;

[TestFixture]
internal sealed class SecretTests
{
    private const string Secret = "tk_5ec2e75ec2e75ec2e75ec2e75ec2e75e";

    private static readonly Run SecretRun = new(RunBackend.RocketRide, Secret) { PublicToken = Secret };

    private static readonly object[] Holders =
    [
        SecretRun,
        RunReference.FromId(Secret),
        RunReference.FromRun(SecretRun),
        RunCredential.FromKey(Secret),
        Watched.RocketRide with { Credential = Secret, Endpoint = $"https://user:{Secret}@example.com" },
        Watched.Feldera with { Credential = Secret, Endpoint = $"https://user:{Secret}@example.com" },
        new Client.Transports.Feldera.FelderaNewApiKey("1", "name", Secret),
        new UseOptions { Token = Secret, Environment = new Dictionary<string, string> { ["ROCKETRIDE_X"] = Secret } },
        Status(),
        new RunStatusChanged(Status()),
        new AccountProfile { UserId = "u", Raw = JsonSerializer.SerializeToElement(Secret) },
        new Checkout(Secret, "s"),
        new RunLifecycleChanged(SecretRun, default, "begin"),
        new RunEventsDropped(SecretRun, default, 1),
        new TerminateResult
        {
            Outcome = TerminateOutcome.Completed,
            RequestedMode = TerminateMode.Force,
            EffectiveMode = TerminateMode.Force,
            AcceptedAt = default,
            FinalStatus = Status(),
        },
        new RunNotRunningException("m", new RunErrorContext(RunBackend.RocketRide, RunOperation.Send)) { LastStatus = Status() },
        new RunTimeoutException("m", new RunErrorContext(RunBackend.RocketRide, RunOperation.Use)) { ExpectedRunId = Secret, LastStatus = Status() },
    ];

    [TestCaseSource(nameof(Holders))]
    public void A_secret_does_not_show_itself_as_text(object holder) => Assert.That(holder.ToString(), Does.Not.Contain(Secret));

    [TestCaseSource(nameof(Holders))]
    public void Nor_in_a_debugger_s_list(object holder)
    {
        var display = holder.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()?.Value ?? "{ToString()}";

        Assert.That(display, Is.AnyOf("***", "{ToString()}", "{ToString(),nq}"));
    }

    [Test]
    public void A_bare_run_has_a_name_without_its_token() => Assert.Multiple(() =>
    {
        Assert.That(SampleRun.Bare.ToString(), Is.EqualTo("RocketRide run"));
        Assert.That(RunReference.FromId(Secret).ToString(), Is.EqualTo("run"));
        Assert.That(RunReference.FromRun(SampleRun.Started).ToString(), Is.EqualTo(SampleRun.DisplayId));
        Assert.That(Status().ToString(), Is.EqualTo("RocketRide run: Running (ready)"));
    });

    private static RunStatus Status() => new()
    {
        Run = SecretRun,
        State = RunState.Running,
        Detail = "ready",
        ObservedAt = DateTimeOffset.UnixEpoch,
        Source = RunStatusSource.Native,
        RawJson = new Client.Transports.LazyJson(System.Text.Encoding.UTF8.GetBytes($"\"{Secret}\"")),
    };
}
