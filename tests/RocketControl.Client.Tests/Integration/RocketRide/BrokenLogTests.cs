using Microsoft.Extensions.Logging;
using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Integration.RocketRide;

/// <summary>A log that throws is the log's problem: no call fails and no connection breaks because of it.</summary>
[TestFixture]
internal sealed class BrokenLogTests
{
    [TestCase(RocketRideTransportMode.WebSocket)]
    [TestCase(RocketRideTransportMode.Http)]
    public async Task The_main_job_goes_on_without_a_log(RocketRideTransportMode mode)
    {
        await using var server = await RocketRideEmulator.StartAsync();
        using var log = new BrokenLog();
        await using var client = RunControlClient.ForRocketRide(Watched.RocketRide with
        {
            Endpoint = $"{server.Endpoint}",
            Credential = server.ApiKey,
            Transport = mode,
            LoggerFactory = log,
        });

        var run = await client.UseAsync(SampleRun.Pipeline).Soon();
        var end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true }).Soon();

        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Completed));
        Assert.That(log.Thrown, Is.Positive);
    }

    private sealed class BrokenLog : ILogger, ILoggerFactory
    {
        private int _thrown;

        public int Thrown => _thrown;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug ? Throw() : true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Throw();

        public void Dispose()
        {
        }

        private bool Throw()
        {
            Interlocked.Increment(ref _thrown);
            throw new InvalidOperationException("the disk is full");
        }
    }
}
