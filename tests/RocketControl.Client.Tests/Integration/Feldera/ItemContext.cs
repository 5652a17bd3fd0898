using System.Text.Json.Serialization;

namespace RocketControl.Client.Tests.Integration.Feldera;

[JsonSerializable(typeof(Item))]
internal sealed partial class ItemContext : JsonSerializerContext;
