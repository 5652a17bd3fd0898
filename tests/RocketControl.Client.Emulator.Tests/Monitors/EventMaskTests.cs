using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Monitors;

namespace RocketControl.Client.Emulator.Tests.Monitors;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class EventMaskTests
{
    [TestCase("""["SUMMARY","task"]""", null, 36)]
    [TestCase("""["ALL"]""", null, 255)]
    [TestCase("""["NONE"]""", null, 0)]
    [TestCase("""["apaevt_status_update","NOPE","4"]""", null, 0)]
    [TestCase("[]", "4", 0)]
    [TestCase("4", null, 4)]
    [TestCase("\"36\"", null, 36)]
    [TestCase("\"SUMMARY\"", null, 0)]
    [TestCase("\"SUMMARY\"", "8", 8)]
    [TestCase("-1", null, 255)]
    [TestCase("-2", null, 254)]
    [TestCase("-256", null, 0)]
    [TestCase("null", "32", 32)]
    [TestCase("{}", "\"32\"", 0)]
    [TestCase("1.5", null, 0)]
    public void A_mask_is_read_from_names_numbers_or_digits(string types, string? listenType, int mask) =>
        Assert.That(
            EventMask.Read(JsonNode.Parse(types), listenType is null ? null : JsonNode.Parse(listenType)),
            Is.EqualTo((EventType)mask));

    [TestCase("256", "<flag 'EVENT_TYPE'> invalid value 256\n    given 0b0 100000000\n  allowed 0b0 011111111")]
    [TestCase("\"999\"", "<flag 'EVENT_TYPE'> invalid value 999\n    given 0b0 1111100111\n  allowed 0b0 0011111111")]
    [TestCase("-300", "<flag 'EVENT_TYPE'> invalid value -300\n    given 0b1 011010100\n  allowed 0b0 011111111")]
    [TestCase("[4,32]", "'int' object has no attribute 'upper'")]
    [TestCase("""["TASK",null]""", "'NoneType' object has no attribute 'upper'")]
    public void Unknown_bits_and_items_that_are_no_texts_are_errors(string types, string message) =>
        Assert.That(
            () => EventMask.Read(JsonNode.Parse(types), null),
            Throws.TypeOf<CommandException>().With.Message.EqualTo(message));
}
