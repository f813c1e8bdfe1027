package classfile

// Strings returns the text constants of the class, in the form of the strings in
// DEX files.
func (c *Class) Strings() (list []string) {
	for i := range c.pool.items {
		if text, ok := c.pool.string(i); ok {
			list = append(list, text)
		}
	}
	return list
}

// Texts returns what members of the class say, by their names: fields that are a
// constant text or are given one when the class is initialised, and methods that
// do nothing but return one.
func (c *Class) Texts() map[string]string {
	said := map[string]string{}
	for _, f := range c.Fields {
		if text, ok := c.pool.string(f.constant); ok {
			said[f.Name] = text
		}
	}
	for i := range c.Methods {
		switch m := &c.Methods[i]; {
		case m.code == nil:
		case m.Name == "<clinit>":
			c.given(m.code.bytes, said)
		default:
			if text, ok := c.returned(m.code.bytes); ok {
				said[m.Name] = text
			}
		}
	}
	return said
}

// given notes the texts that code puts into static fields as it loads them.
func (c *Class) given(code []byte, said map[string]string) {
	for pc := 0; ; {
		load, ok := decode(code, pc)
		if !ok {
			return
		}
		pc += load.size
		text, ok := c.loaded(load)
		if !ok {
			continue
		}
		if put, ok := decode(code, pc); ok && put.op == jPutStatic {
			if m, ok := c.pool.member(put.operand, tagField); ok && m.class == c.Name {
				said[m.name] = text
			}
		}
	}
}

// returned returns the text that the code does nothing but return.
func (c *Class) returned(code []byte) (string, bool) {
	const areturn = jReturn + 4
	load, ok := decode(code, 0)
	if !ok || load.size+1 != len(code) || code[load.size] != areturn {
		return "", false
	}
	return c.loaded(load)
}

// loaded returns the text that an instruction loads.
func (c *Class) loaded(in instruction) (string, bool) {
	if in.op != jConstant && in.op != jConstantWide {
		return "", false
	}
	return c.pool.string(in.operand)
}
