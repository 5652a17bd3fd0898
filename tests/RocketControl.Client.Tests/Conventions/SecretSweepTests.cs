using System.Diagnostics;
using System.Reflection;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Conventions;

/// <summary>What <see cref="SecretTests"/> says of chosen objects, of all public types that may hold a key or a token.</summary>
[TestFixture]
internal sealed class SecretSweepTests
{
    private const string Secret = "tk_5ec2e75ec2e75ec2e75ec2e75ec2e75e";

    private static IEnumerable<TestCaseData> Holders =>
        from type in typeof(Run).Assembly.GetExportedTypes()
        where type is { IsAbstract: false, IsEnum: false, ContainsGenericParameters: false } && !typeof(Delegate).IsAssignableFrom(type)
        let holder = new MarkedObjects(Secret).Make(type)
        where holder is not null
        select new TestCaseData(holder).SetArgDisplayNames(type.Name);

    [Test]
    public void The_sweep_finds_those_that_hold_one() => Assert.That(
        Holders.Select(holder => holder.Arguments[0]!.GetType()),
        Is.SupersetOf(new[] { typeof(RunStatus), typeof(UseOptions), typeof(RocketRideOptions), typeof(TerminateResult), typeof(RunTimeoutException) }));

    [TestCaseSource(nameof(Holders))]
    public void A_secret_shows_itself_neither_as_text_nor_in_a_debugger_s_list(object holder)
    {
        Assert.That($"{holder}", Does.Not.Contain(Secret));
        foreach (var display in holder.GetType().GetCustomAttributes<DebuggerDisplayAttribute>())
            Assert.That(display.Value, Is.AnyOf("***", "{ToString()}", "{ToString(),nq}"));
    }
}
