using System.Diagnostics;
using RocketControl.Client.Tests.Support.Secrets;

/// <summary>Outside all namespaces, so that it holds for the whole assembly.</summary>
[SetUpFixture]
internal sealed class SecretWatchSetUp
{
    private IDisposable? _watch;

    [OneTimeSetUp]
    public void Begin()
    {
        // The runtime hides the queries of addresses from listeners; this one has to see them.
        AppContext.SetSwitch("System.Net.Http.DisableUriRedaction", true);
        // Requests are to be the same whether somebody watches or not.
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
        _watch = SecretWatch.OfSuite.Begin();
    }

    [OneTimeTearDown]
    public void End()
    {
        _watch?.Dispose();
        TestContext.Error.WriteLine(SecretWatch.OfSuite);
        Assert.That(SecretWatch.OfSuite.TakeLeaks(), Is.Empty);
    }
}
