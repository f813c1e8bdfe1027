package analyzer

// scopes decides what each sentence does.
func (r *reader) scopes() {
	for i := range r.Sentences {
		r.scope(&r.Sentences[i])
	}
}

func (r *reader) scope(s *Sentence) {
	for _, w := range s.words {
		if w.Vocabulary == vocabularyInformation {
			continue
		}
		k := r.kindOf(w)
		switch w.Vocabulary {
		case vocabularyVerbs:
			s.Collect = s.Collect || k == verbCollect
			s.Use = s.Use || k == verbUse
			s.Provide = s.Provide || k == verbProvide
			s.Share = s.Share || k == verbShare
		case vocabularyActors:
			s.Third = s.Third || k == actorThird
		case vocabularyDenials:
			s.Denied = s.Denied || k == denialFlat
			s.Limited = s.Limited || k == denialExcept
		case vocabularyPurposes:
			s.Purpose = true
		case vocabularyConditions:
			s.Condition = true
		}
	}
	s.Denied = s.Denied && !s.Limited
}
