using RocketControl.Client.Soak.Fuzzing;

namespace RocketControl.Client.Tests.Faults.Fuzzing;

/// <summary>The first of the million that <c>dotnet run --project tests/RocketControl.Client.Soak -- --fuzz 1000000</c> plays.</summary>
[TestFixture]
internal sealed class FrameFuzzTests
{
    private const int Frames = 50_000;

    [Test]
    public void No_mutated_frame_of_a_real_server_brings_forth_a_foreign_exception_or_unbounded_memory()
    {
        var report = FrameFuzzer.Run(Frames, seed: 1);

        TestContext.Error.WriteLine($"{report.Frames:N0} mutated frames: {report.Understood:N0} understood, {report.Refused:N0} refused");
        Assert.That(report.Problems, Is.Empty);
        Assert.That(report.Frames, Is.EqualTo(Frames));
        Assert.That(report.Understood, Is.GreaterThan(Frames / 10), "most of them would be turned away at the door");
    }
}
