using Microsoft.Extensions.Logging;
using RocketControl.Client.Hosting.Diagnostics;

namespace RocketControl.Client.Hosting.Tests.Supervision;

/// <summary>What an operator reads of the supervisor's decisions.</summary>
[TestFixture]
internal sealed class SupervisorLogTests
{
    private static readonly RunSupervisorEvent Unreachable = new("orders", RunSupervisorEventKind.Unreachable, DateTimeOffset.UnixEpoch);

    [Test]
    public void A_connection_that_the_client_makes_again_has_no_time_of_its_own() => Assert.That(
        Written(Unreachable), Is.EqualTo("The server of run orders cannot be reached; the client connects again by itself"));

    [Test]
    public void An_attempt_of_the_supervisor_has_its_time_and_the_cause_if_there_is_one()
    {
        var next = Unreachable with { Delay = TimeSpan.FromSeconds(1.5) };

        Assert.That(Written(next), Is.EqualTo("The server of run orders cannot be reached; next attempt in 1.5 s."));
        Assert.That(Written(next with { Cause = new IOException("No route.") }), Does.EndWith("next attempt in 1.5 s. No route."));
    }

    private static string Written(RunSupervisorEvent what)
    {
        var logger = new LastLine();
        SupervisorLog.Write(logger, what);
        return logger.Text;
    }

    private sealed class LastLine : ILogger
    {
        public string Text { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Text = formatter(state, exception);
    }
}
