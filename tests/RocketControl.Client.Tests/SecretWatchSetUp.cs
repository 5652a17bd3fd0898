using RocketControl.Client.Tests.Support.Secrets;

/// <summary>Outside all namespaces, so that it holds for the whole assembly.</summary>
[SetUpFixture]
internal sealed class SecretWatchSetUp
{
    private IDisposable? _watch;

    [OneTimeSetUp]
    public void Begin() => _watch = SecretWatch.Begin();

    [OneTimeTearDown]
    public void End()
    {
        _watch?.Dispose();
        TestContext.Progress.WriteLine($"{SecretWatch.Looked:N0} texts were searched for keys and tokens");
        Assert.That(SecretWatch.TakeLeaks(), Is.Empty);
    }
}
